/**
 * The Box's ways when none of the known ones leads there any more: the registration server keeps the list sealed (AES-256-GCM) and can read
 * nothing of it. A list of another Box, an older one, or one that was tampered with counts for nothing.
 */
import { decode } from "./encoding.js";
import { isOf } from "./names.js";
import { ask } from "./net.js";
import * as vault from "./vault.js";

const SECONDS = 5;
const NONCE = 12;
const MOST = 16;
const KINDS = new Set(["main", "mirror", "address", "local", "tunnel"]);

/** The record with the ways that are announced now; null if nothing newer can be believed. */
export function lookUp(registration, id) {
  return navigator.locks.request(`box ${id}`, async () => {
    const record = await vault.get(id);
    const list = record?.locator ? await unseal(registration, record).catch(() => null) : null;
    return list && isNewer(list, record) ? vault.change(id, { urls: urlsOf(list, record), n: list.n }) : null;
  });
}

async function unseal(registration, { locator, key }) {
  const { json } = await ask(`${registration}/v2/where/${locator}`, SECONDS);
  const sealed = decode(json.sealed);
  const parameters = { name: "AES-GCM", iv: sealed.slice(0, NONCE), additionalData: new TextEncoder().encode(locator) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(parameters, key, sealed.slice(NONCE))));
}

function isNewer(list, record) {
  return list.v === 1 && list.iss === record.iss && Number.isSafeInteger(list.n) && list.n >= record.n && Array.isArray(list.urls)
    && urlsOf(list, record).length > 0;
}

function urlsOf(list, record) {
  const own = list.urls.slice(0, MOST).filter((each) => KINDS.has(each?.kind) && isOf(record.iss, each.url));
  return own.map(({ url, kind }) => ({ url, kind }));
}
