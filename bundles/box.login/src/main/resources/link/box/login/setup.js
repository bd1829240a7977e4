// the code on the label's picture comes in the fragment, which no server sees; it must not stay in the address bar
const code = new URLSearchParams(location.hash.slice(1)).get('c');
const field = document.getElementById('code');
if (code) {
  history.replaceState(null, '', location.pathname + location.search);
  if (field && /^[0-9A-Za-z-]{8,9}$/.test(code)) {
    field.value = code;
    document.getElementById('name').focus();
  }
}
