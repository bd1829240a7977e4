/** The Box's tokens: got for a code, renewed, given back. Form-encoded, so that the browser need not ask beforehand (no preflight). */
import { back, client } from "./authorization.js";
import { idOf, remoteOf } from "./names.js";
import { ask } from "./net.js";
import { ways } from "./reach.js";
import { came, fromTokens } from "./record.js";
import { Trouble } from "./trouble.js";
import * as vault from "./vault.js";

const SECONDS = 8;

/**
 * The record of a Box for the code that it gave. When the tunnel does not answer, onDirect is told and the Box's name at home is asked,
 * though the browser may ask the person for that: the person has just clicked Connect and logged in there, and the code is good for a
 * minute only.
 */
export async function exchange({ code, issuer, verifier }, zone, onDirect) {
  const form = { grant_type: "authorization_code", code, redirect_uri: back, client_id: client, code_verifier: verifier };
  const ends = [{ url: remoteOf(issuer), kind: "tunnel" }, { url: issuer, kind: "main" }];
  const [way, answer] = await first(ends, "token", form, onDirect);
  if (isInvalid(answer)) {
    throw new Trouble("late");
  }
  const id = idOf(issuer, zone);
  return navigator.locks.request(`box ${id}`, async () => {
    const known = (await vault.get(id)) ?? {};
    const fields = answer.status === 200 ? await fromTokens(answer.json, issuer, known) : null;
    if (!fields) {
      throw new Trouble("failed");
    }
    return vault.add({ ...known, id, iss: issuer, ...fields, ...came(way, known) });
  });
}

/** The record with an access token that is not the stale one; of all tabs one asks, the others wait and take what it got. */
export function renewed(id, stale) {
  return navigator.locks.request(`box ${id}`, async () => {
    const record = await vault.get(id);
    if (!record?.refresh) {
      throw new Trouble("ended");
    }
    return record.access === stale ? renew(record) : record;
  });
}

/** Ends the connection at the Box; whether it was told. */
export async function revoke(record) {
  if (!record.refresh) {
    return true;
  }
  const form = { token: record.refresh, client_id: client };
  const answer = await first(await ways(record), "revoke", form).then(([, each]) => each, () => null);
  return answer?.status === 200;
}

async function renew(record) {
  const form = { grant_type: "refresh_token", refresh_token: record.refresh, client_id: client };
  const [way, answer] = await first(await ways(record), "token", form);
  if (isInvalid(answer)) {
    await vault.change(record.id, { access: null, refresh: null });
    throw new Trouble("ended");
  }
  const fields = answer.status === 200 ? await fromTokens(answer.json, record.iss, record) : null;
  if (!fields) {
    throw new Trouble("offline");
  }
  return (await vault.change(record.id, { ...fields, ...came(way, record) })) ?? Promise.reject(new Trouble("ended"));
}

/** The first way that answers at all, and its answer. */
async function first(ends, path, form, onNext = () => {}) {
  for (const way of ends) {
    try {
      return [way, await ask(`${way.url}/oauth/${path}`, SECONDS, { method: "POST", body: new URLSearchParams(form) })];
    } catch {
      onNext();
    }
  }
  throw new Trouble("offline");
}

function isInvalid(answer) {
  return answer.status === 400 && answer.json?.error === "invalid_grant";
}
