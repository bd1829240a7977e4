/** Asks the registration server for the Boxes of this network: handles and private addresses, no name and no URL. */
import { firstHop, isOpenPort, isPrivate } from "./address.js";
import { ask } from "./net.js";

const SECONDS = 5;
const MOST = 16;
const HANDLE = /^[\w-]{22}$/;

/** The Boxes, each once (one that has just started anew is told twice for a moment); rejects if the server answers by neither address family. */
export async function discover(registration) {
  const families = await Promise.allSettled(["v4", "v6"].map((family) => list(registration.replace("//", `//${family}.`))));
  const answers = families.filter((each) => each.status === "fulfilled").map((each) => each.value);
  return union(answers.length > 0 ? answers.flat() : await list(registration));
}

async function list(origin) {
  const { status, json } = await ask(`${origin}/v2/boxes`, SECONDS);
  if (status !== 200 || json?.v !== 2 || !Array.isArray(json.boxes)) {
    throw new Error(`${origin} answers ${status}`);
  }
  return json.boxes.slice(0, MOST).filter(isBox);
}

function isBox(box) {
  return typeof box?.h === "string" && HANDLE.test(box.h) && isPrivate(box.ip) && isOpenPort(box.port);
}

function union(boxes) {
  const byHandle = new Map(boxes.map(({ h, ip, port }) => [h, { h, ip, port }]));
  const byPlace = new Map([...byHandle.values()].map((box) => [firstHop(box), box]));
  return [...byPlace.values()].sort((a, b) => a.ip.localeCompare(b.ip, "en", { numeric: true }) || a.h.localeCompare(b.h));
}
