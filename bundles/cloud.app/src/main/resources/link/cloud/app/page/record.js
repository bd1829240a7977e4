/** What is kept of a Box: {id, iss, user, urls, good, direct, access, until, refresh, locator, key, n, used}. Here from the Box's words. */
import { decode } from "./encoding.js";
import { isOf } from "./names.js";

const ACCESS = /^bxa_[\w-]{43}$/;
const REFRESH = /^bxr_[\w-]{43}$/;
const LOCATOR = /^[\w-]{22}$/;
const KEY = /^[\w-]{43}$/;
const MOST_URLS = 16;
const MOST_SECONDS = 86_400;

/** The fields that a token answer sets, or null if it is none. */
export async function fromTokens(json, issuer, known = {}) {
  const isOne = ACCESS.test(json?.access_token) && REFRESH.test(json.refresh_token) && json.expires_in > 0;
  const told = isOne ? await fromBox(json, issuer, known) : null;
  return told && {
    ...told,
    user: text(json.user?.name),
    access: json.access_token,
    until: Date.now() + Math.min(json.expires_in, MOST_SECONDS) * 1000,
    refresh: json.refresh_token,
  };
}

/** The fields that a Box's word on its ways and its letterbox sets, or null if it is none. */
export async function fromBox({ box, where }, issuer, known = {}) {
  if (!isBox(box, issuer)) {
    return null;
  }
  // while the Box finds its names anew it tells of none; its main name stays
  const ways = box.lan.length > 0 || box.tunnel ? box.lan.map((url) => ({ url, kind: "address" })) : [{ url: issuer, kind: "main" }];
  const urls = box.tunnel ? [...ways, { url: box.tunnel, kind: "tunnel" }] : ways;
  return { urls: inOrder(urls, known.urls ?? []), ...(await letterbox(where, known.locator)) };
}

/** The fields that note by which way the Box has answered. */
export function came(way, record) {
  return { good: way.url, direct: record.direct === true || way.kind !== "tunnel", used: Date.now() };
}

function isBox(box, issuer) {
  const isLan = Array.isArray(box?.lan) && box.lan.length <= MOST_URLS && box.lan.every((url) => isOf(issuer, url));
  return isLan && box.iss === issuer && (box.tunnel == null || isOf(issuer, box.tunnel));
}

/** The sealed list knows the order; as long as the ways are the same it stays. */
function inOrder(urls, known) {
  const names = new Set(known.map((each) => each.url));
  return urls.length === known.length && urls.every((each) => names.has(each.url)) ? known : urls;
}

/** The key goes in as one that no script can read any more; a new letterbox counts anew. */
async function letterbox(where, known) {
  if (!LOCATOR.test(where?.locator) || !KEY.test(where.key) || where.locator === known) {
    return {};
  }
  const key = await crypto.subtle.importKey("raw", decode(where.key), "AES-GCM", false, ["decrypt"]);
  return { locator: where.locator, key, n: 0 };
}

function text(value) {
  return typeof value === "string" ? value.slice(0, 100) : "";
}
