/** The way to the Box's login and back: code with PKCE (RFC 6749, 7636, 9207). On the way there nothing of it is in a query. */
import { encode, random } from "./encoding.js";
import { idOf } from "./names.js";
import { forget, recall, remember } from "./pending.js";

const VALUE = /^[\x21-\x7e]{1,512}$/;
const ONCE = ["code", "state", "iss", "error"];

export const client = location.origin;
export const back = `${location.origin}/`;

/** Leaves the page for that address of a Box. With an issuer, only that Box's answer will do. */
export async function leaveFor(url, seen, issuer = null) {
  const verifier = random(32);
  const state = random(24);
  remember({ state, verifier, seen, issuer });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: client,
    redirect_uri: back,
    state,
    code_challenge: encode(new Uint8Array(digest)),
    code_challenge_method: "S256",
    scope: "device",
  });
  location.assign(`${url}#${asked}`);
}

/**
 * The Box's answer, out of the address bar before anything else happens: null if there is none, {code, issuer, verifier}, or
 * {trouble: "foreign" | "refused" | "failed"}.
 */
export function takeAnswer(zone) {
  const query = new URLSearchParams(location.search);
  if (location.search || location.hash) {
    history.replaceState(null, "", location.pathname);
  }
  if (!query.has("code") && !query.has("error")) {
    return null;
  }
  const pending = recall();
  if (!isAnswerTo(pending, query, zone)) {
    return { trouble: "foreign" };
  }
  forget();
  if (query.has("error")) {
    return { trouble: query.get("error") === "access_denied" ? "refused" : "failed" };
  }
  return { code: query.get("code"), issuer: query.get("iss"), verifier: pending.verifier };
}

function isAnswerTo(pending, query, zone) {
  const isOnce = ONCE.every((name) => query.getAll(name).length <= 1) && query.has("code") !== query.has("error");
  return isOnce && pending !== null && query.get("state") === pending.state && idOf(query.get("iss"), zone) !== null
    && (pending.issuer === null || query.get("iss") === pending.issuer) && VALUE.test(query.get("code") ?? query.get("error"));
}
