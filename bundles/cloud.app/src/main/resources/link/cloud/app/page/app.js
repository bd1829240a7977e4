/**
 * Finds the Box behind the same outgoing address and takes the person there. The page makes no request to a Box's own names: it
 * navigates when the person clicks.
 */
import { messages } from "./messages.js";

const PERIOD = 2000;
const TIMEOUT = 5000;
const PENDING = "box.pending";
const SESSION = "box.session";
const ID = /^(?:[0-9a-f]{40}|[a-z2-7]{52})$/;

const byId = (id) => document.getElementById(id);
const shortForm = (id) => `${id.slice(0, 4)}…${id.slice(-4)}`;

/** The login's answer: out of the address bar before anything else happens. */
function takeAnswer() {
  const query = new URLSearchParams(location.search);
  if (location.search) {
    history.replaceState(null, "", location.pathname);
  }
  const token = query.get("session_token");
  if (token === null) {
    return true;
  }
  const pending = read(PENDING);
  if (pending === null || query.get("state") !== pending.state || !/^[\x21-\x7e]{1,512}$/.test(token)) {
    return false;
  }
  sessionStorage.removeItem(PENDING);
  sessionStorage.setItem(SESSION, JSON.stringify({ token, client: pending.client, origin: pending.origin }));
  return true;
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

/** What is announced as a Box and is one: its origin is below its id. The first one announced leads there even if caches are old. */
function toBox(announced, zone) {
  try {
    const message = JSON.parse(announced.message);
    const first = Array.isArray(message.urls) && message.urls.length > 0 ? message.urls[0].url : message.local_origin;
    const origin = new URL(first);
    const main = `${announced.client}.${zone}`;
    const isIts = origin.protocol === "https:" && (origin.hostname === main || origin.hostname.endsWith(`.${main}`));
    return ID.test(announced.client) && isIts ? { client: announced.client, origin: origin.origin } : null;
  } catch {
    return null;
  }
}

async function search(config) {
  const response = await fetch(`${config.registration}/ping`, {
    cache: "no-store",
    credentials: "omit",
    headers: { Accept: "application/json" },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  const found = new Map();
  for (const announced of await response.json()) {
    const box = toBox(announced, config.zone);
    if (box) {
      found.set(box.client, box);
    }
  }
  return [...found.values()].sort((a, b) => a.client.localeCompare(b.client));
}

/** Changes only what has changed: focus stays, and a screen reader hears nothing twice. */
function say(text) {
  if (byId("status").textContent !== text) {
    byId("status").textContent = text;
  }
}

function choice(box, checked) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "radio";
  input.name = "box";
  input.value = box.client;
  input.required = true;
  input.checked = checked;
  const text = document.createElement("span");
  text.textContent = messages.box(shortForm(box.client));
  text.title = box.client;
  label.append(input, text);
  return label;
}

let boxes = [];

function show(found) {
  const changed = JSON.stringify(found) !== JSON.stringify(boxes);
  boxes = found;
  byId("help").hidden = found.length > 0;
  byId("found").hidden = found.length === 0;
  say(found.length === 0 ? messages.none : found.length === 1 ? messages.one(shortForm(found[0].client)) : messages.many(found.length));
  if (changed) {
    const chosen = new FormData(byId("found")).get("box");
    byId("choice").hidden = found.length < 2;
    byId("choice").replaceChildren(byId("choice").firstElementChild);
    if (found.length > 1) {
      byId("choice").append(...found.map((box) => choice(box, box.client === chosen)));
    }
  }
}

function connect(event) {
  event.preventDefault();
  const chosen = new FormData(byId("found")).get("box");
  const box = boxes.length === 1 ? boxes[0] : boxes.find((each) => each.client === chosen);
  if (!box) {
    return;
  }
  stop();
  say(messages.connecting);
  const state = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem(PENDING, JSON.stringify({ state, client: box.client, origin: box.origin }));
  const back = `${location.origin}${location.pathname}?state=${state}`;
  location.assign(`${box.origin}/?redirect_url=${encodeURIComponent(back)}`);
}

let timer;
/** Counts the searches, so that one that has been stopped says nothing any more; 0 while there is none. */
let current = 0;
let last = 0;

function stop() {
  current = 0;
  clearTimeout(timer);
}

function start(config) {
  if (current === 0 && !document.hidden && !read(SESSION)) {
    current = ++last;
    look(config, current);
  }
}

async function look(config, mine) {
  let found = null;
  try {
    found = await search(config);
  } catch {
    // said below
  }
  if (mine !== current) {
    return;
  }
  if (found) {
    show(found);
  } else {
    byId("help").hidden = true;
    say(messages.unreachable);
  }
  timer = setTimeout(() => look(config, mine), PERIOD);
}

function showSession(session) {
  byId("help").hidden = true;
  byId("found").hidden = true;
  byId("session").hidden = false;
  say("");
  byId("session-box").textContent = messages.box(shortForm(session.client));
  byId("session-box").title = session.client;
  byId("open").href = `${session.origin}/`;
  byId("session-title").focus();
}

function forget(config) {
  sessionStorage.removeItem(SESSION);
  byId("session").hidden = true;
  boxes = [];
  say(messages.forgotten);
  start(config);
}

async function configuration() {
  for (;;) {
    try {
      const response = await fetch("config.json", { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
      if (response.ok) {
        return await response.json();
      }
    } catch {
      // said below
    }
    say(messages.unreachable);
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
}

async function main() {
  const isAsked = takeAnswer();
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = messages[element.dataset.text];
  }
  document.title = messages.title;
  byId("trouble").hidden = isAsked;
  byId("trouble").textContent = isAsked ? "" : messages.refused;
  const session = read(SESSION);
  if (session) {
    showSession(session);
  } else {
    say(messages.searching);
  }
  const config = await configuration();
  byId("found").addEventListener("submit", connect);
  byId("forget").addEventListener("click", () => forget(config));
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start(config)));
  addEventListener("pageshow", () => start(config));
  start(config);
}

main();
