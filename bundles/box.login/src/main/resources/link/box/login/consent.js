// A click that was aimed at another page must not land on a button here: they wake only some time after the page has come to the front,
// and after the person has moved, touched or typed.
const DELAY = 800;
const buttons = [...document.querySelectorAll('form[data-guarded] button')];
let timer = 0;
let seen = false;
let touched = false;

function tell() {
  for (const button of buttons) {
    button.disabled = !(seen && touched);
  }
}

function look() {
  clearTimeout(timer);
  seen = false;
  touched = false;
  tell();
  if (document.visibilityState === 'visible' && document.hasFocus()) {
    timer = setTimeout(() => { seen = true; tell(); }, DELAY);
  }
}

function touch() {
  touched = true;
  tell();
}

for (const name of ['focus', 'blur', 'pageshow']) {
  addEventListener(name, look);
}
document.addEventListener('visibilitychange', look);
for (const name of ['pointermove', 'pointerdown', 'keydown']) {
  addEventListener(name, touch, { capture: true, passive: true });
}
look();
