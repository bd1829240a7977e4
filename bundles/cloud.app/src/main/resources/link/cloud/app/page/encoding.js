/** Bytes as base64url without padding (RFC 4648 section 5). */

export function encode(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws if it is none. */
export function decode(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
}

/** So many bytes that nobody can guess, as text. */
export function random(count) {
  return encode(crypto.getRandomValues(new Uint8Array(count)));
}
