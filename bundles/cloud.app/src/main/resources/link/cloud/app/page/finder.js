/** Finds a Box for the first time and takes the person there. The page makes no request to it: it navigates when the person clicks. */
import { firstHop } from "./address.js";
import { leaveFor } from "./authorization.js";
import { messages } from "./messages.js";
import { Search } from "./search.js";
import { byId, choice, show, state } from "./view.js";

let boxes = [];
let search;

export function prepare(registration) {
  search = new Search(registration, tell);
  byId("found").addEventListener("submit", connect);
}

/** Looks, and shows what there is. */
export function find() {
  boxes = [];
  show("searching", messages.searching);
  search.start();
}

export function stop() {
  search.stop();
}

/** The person comes back from an address where nothing opened. */
export function showDead(place) {
  show("dead", messages.dead(place));
}

function tell({ boxes: found, over }) {
  if (found === null) {
    show(over ? "unreachable-over" : "unreachable", over ? messages.unreachableOver : messages.unreachable);
  } else if (found.length === 0) {
    show(over ? "none-over" : "none", over ? messages.noneOver : messages.none);
  } else if (JSON.stringify(found) !== JSON.stringify(boxes) || !["one", "several"].includes(state())) {
    offer(found);
  }
  boxes = found ?? [];
}

function offer(found) {
  const chosen = new FormData(byId("found")).get("box");
  const several = found.length > 1;
  show(several ? "several" : "one", several ? messages.several(found.length) : messages.one(found[0].ip));
  byId("choice").hidden = !several;
  byId("choice").replaceChildren(byId("choice").firstElementChild);
  if (several) {
    byId("choice").append(...found.map((box) => choice(box.h, messages.boxAt(box.ip), box.h === chosen)));
  }
}

async function connect(event) {
  event.preventDefault();
  const chosen = new FormData(byId("found")).get("box");
  const box = boxes.length === 1 ? boxes[0] : boxes.find((each) => each.h === chosen);
  if (box) {
    stop();
    show("leaving", messages.leaving);
    await leaveFor(firstHop(box), box.ip);
  }
}
