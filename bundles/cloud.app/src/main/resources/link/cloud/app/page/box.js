/** Asks a connected Box, by whatever way leads there and with a token that is good. */
import { ask } from "./net.js";
import { couldBeDirect, ways } from "./reach.js";
import { came, fromBox } from "./record.js";
import { renewed } from "./tokens.js";
import { Trouble } from "./trouble.js";
import * as vault from "./vault.js";
import { lookUp } from "./where.js";

const TUNNEL_SECONDS = 8;
const DIRECT_SECONDS = 4;
const EARLY = 30_000;

/** Asks after the Box's ways; the record as it is now and the way that led there. Throws Trouble "ended", "offline" or "mute". */
export async function greet(registration, id) {
  const record = await vault.get(id);
  if (!record?.refresh) {
    throw new Trouble("ended");
  }
  const met = await unlessOffline(greetBy(record));
  if (met) {
    return met;
  }
  const moved = await lookUp(registration, id);
  const found = moved && (await unlessOffline(greetBy(moved)));
  if (found) {
    return found;
  }
  if (!(await isThere(moved ?? record))) {
    throw new Trouble("offline");
  }
  return greetAnew(id);
}

async function unlessOffline(meeting) {
  try {
    return await meeting;
  } catch (error) {
    if (error.message !== "offline") {
      throw error;
    }
    return null;
  }
}

/** To an app that the owner has ended the API says nothing readable any more; about its refresh token it does. */
async function greetAnew(id) {
  try {
    return await greetBy(await renewed(id, (await vault.get(id))?.access));
  } catch (error) {
    throw error.message === "offline" ? new Trouble("mute") : error;
  }
}

/** Whether the Box answers at all: to an app that it does not know it says nothing that a script may read. */
async function isThere(record) {
  for (const way of await ways(record)) {
    try {
      await fetch(`${way.url}/ping`, { mode: "no-cors", credentials: "omit", signal: AbortSignal.timeout(DIRECT_SECONDS * 1000) });
      return true;
    } catch {
      // the next one
    }
  }
  return false;
}

async function greetBy(record) {
  const [way, json, used] = await authorized(record, "/box/v1/origins");
  const fields = await fromBox(json, used.iss, used);
  const now = await vault.change(record.id, { ...fields, ...came(way, used) });
  return { record: now ?? used, way };
}

/** Whether a click could open a way that has not been tried. */
export const waitsForClick = couldBeDirect;

/** The way, what it answered, and the record that the token is of. */
async function authorized(record, path) {
  let used = record.access && record.until - EARLY > Date.now() ? record : await renewed(record.id, record.access);
  let [way, answer] = await request(used, path);
  if (answer.status === 401) {
    used = await renewed(used.id, used.access);
    [way, answer] = await request(used, path);
  }
  if (answer.status !== 200) {
    throw new Trouble(answer.status === 401 ? "ended" : "offline");
  }
  return [way, answer.json, used];
}

async function request(record, path) {
  const headers = { Accept: "application/json", Authorization: `Bearer ${record.access}` };
  for (const way of await ways(record)) {
    try {
      return [way, await ask(way.url + path, way.kind === "tunnel" ? TUNNEL_SECONDS : DIRECT_SECONDS, { headers })];
    } catch {
      // the next one
    }
  }
  throw new Trouble("offline");
}
