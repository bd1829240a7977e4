/**
 * The Boxes that this browser is connected to, in IndexedDB: all tabs see the same, and a key can be kept that no script can read.
 * Where the browser keeps nothing, they last as long as the page.
 */
const STORE = "boxes";
const memory = new Map();
let opened;

/** The record of one Box, or undefined. */
export async function get(id) {
  const store = await open("readonly");
  return store ? result(store.get(id)) : memory.get(id);
}

/** All records, the one used last first. */
export async function all() {
  const store = await open("readonly");
  const records = store ? await result(store.getAll()) : [...memory.values()];
  return records.sort((a, b) => b.used - a.used);
}

export async function add(record) {
  const store = await open("readwrite");
  await (store ? result(store.put({ ...record, v: 1 })) : memory.set(record.id, record));
  return record;
}

/** Replaces these fields and leaves alone what another tab has done to others; undefined if the Box has been forgotten meanwhile. */
export async function change(id, fields) {
  const store = await open("readwrite");
  const before = store ? await result(store.get(id)) : memory.get(id);
  if (!before) {
    return undefined;
  }
  const after = { ...before, ...fields };
  await (store ? result(store.put(after)) : memory.set(id, after));
  return after;
}

export async function remove(id) {
  const store = await open("readwrite");
  await (store ? result(store.delete(id)) : memory.delete(id));
}

/** Whether the records outlast the page. */
export const lasts = async () => (await database()) !== null;

async function open(mode) {
  return (await database())?.transaction(STORE, mode).objectStore(STORE) ?? null;
}

function database() {
  opened ??= connect().catch(() => null);
  return opened;
}

async function connect() {
  const request = indexedDB.open("box", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return result(request);
}

function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
