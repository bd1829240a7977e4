/** A Box that this browser is connected to. */
import { leaveFor } from "./authorization.js";
import { greet, waitsForClick } from "./box.js";
import { messages } from "./messages.js";
import { shortForm } from "./names.js";
import { allowDirect } from "./reach.js";
import { revoke } from "./tokens.js";
import { byId, entry, focus, say, show, warn } from "./view.js";
import * as vault from "./vault.js";
import { lookUp } from "./where.js";

let registration;
let onGone;
/** The id of the Box that is shown, or null; an answer for another one comes too late. */
let shown = null;

/** gone is called when the Box that was shown is not connected any more, with whether it was told: null if another tab has done it. */
export function prepare(server, gone) {
  registration = server;
  onGone = gone;
  byId("again").addEventListener("click", () => refresh());
  byId("try-direct").addEventListener("click", () => (allowDirect(), refresh()));
  byId("reconnect").addEventListener("click", reconnect);
  byId("disconnect").addEventListener("click", () => end().then(onGone));
  byId("forget").addEventListener("click", () => end().then(onGone));
  document.addEventListener("visibilitychange", () => shown && !document.hidden && refresh());
  addEventListener("online", () => shown && refresh());
}

/** Shows the Box and asks it. */
export async function open(record) {
  shown = record.id;
  await describe(record);
  show("connected", messages.greeting);
  byId("way").textContent = "";
  link(record);
  await refresh();
}

export function close() {
  shown = null;
  for (const id of ["others", "router", "passing", "direct", "home"]) {
    byId(id).hidden = true;
  }
}

async function refresh() {
  const id = shown;
  say(messages.greeting);
  try {
    const { record, way } = await greet(registration, id);
    if (id === shown) {
      reached(record, way);
    }
  } catch (error) {
    const record = await vault.get(id);
    if (id === shown) {
      await (record ? missed(record, error.message) : onGone(null));
    }
  }
}

function reached(record, way) {
  show("connected", messages.connected);
  byId("way").textContent = way.kind === "tunnel" ? messages.byTunnel : messages.byDirect;
  byId("direct").hidden = true;
  link(record);
  if (record.n === 0) {
    lookUp(registration, record.id).then((known) => known && known.id === shown && link(known));
  }
}

/** Anything but the known words is a mistake of ours, and looks to the person like a Box that does not answer. */
async function missed(record, word) {
  const isOver = word === "ended" || word === "mute";
  show(isOver ? word : "offline", isOver ? messages[word] : messages.offline);
  byId("router").hidden = true;
  byId("direct").hidden = isOver || !(await waitsForClick(record));
  byId("home").hidden = isOver;
}

/** At home the direct way is faster, and to navigate there needs nobody's permission; the first of the ways says if the router hides it. */
function link(record) {
  byId("open").href = `${record.good}/`;
  byId("open-home").href = `${record.urls.find((each) => each.kind !== "tunnel")?.url ?? record.iss}/`;
  const isHiding = record.urls[0].kind === "tunnel";
  byId("router").hidden = !isHiding;
  byId("home").hidden = isHiding || byId("open").href === byId("open-home").href;
}

async function describe(record) {
  byId("box").textContent = messages.boxName(shortForm(record.id));
  byId("box").title = record.id;
  byId("user").textContent = record.user ? messages.user(record.user) : "";
  byId("passing").hidden = await vault.lasts();
  const others = (await vault.all()).filter((each) => each.id !== record.id);
  byId("others").hidden = others.length === 0;
  byId("other-list").replaceChildren(...others.map((each) => entry(messages.boxName(shortForm(each.id)), () => change(each))));
}

async function change(record) {
  warn("");
  await open(record);
  focus("box");
}

/** By name, so without the first hop; only this Box's answer will do. */
async function reconnect() {
  const record = await vault.get(shown);
  show("leaving", messages.leaving);
  await leaveFor(`${record.good}/connect`, new URL(record.good).host, record.iss);
}

async function end() {
  const record = await vault.get(shown);
  const isTold = record ? await revoke(record) : true;
  await vault.remove(shown);
  return isTold;
}
