/** Begins: takes the answer if one came back, shows the Box that was used last, or finds one. */
import { config } from "./config.js";
import { takeAnswer } from "./authorization.js";
import * as finder from "./finder.js";
import * as home from "./home.js";
import { messages } from "./messages.js";
import { canRemember, isOverdue, markTold, recall } from "./pending.js";
import { exchange } from "./tokens.js";
import { byId, fill, focus, note, say, show, warn } from "./view.js";
import * as vault from "./vault.js";

async function begin() {
  const answer = takeAnswer(config.zone);
  fill();
  if (!canRemember()) {
    show("storage", messages.storage);
    return;
  }
  finder.prepare(config.registration);
  home.prepare(config.registration, gone);
  byId("look").addEventListener("click", find);
  byId("find").addEventListener("click", find);
  byId("another").addEventListener("click", find);
  byId("back").addEventListener("click", () => resume().then(() => focus("box")));
  addEventListener("pageshow", (event) => event.persisted && resume());
  warn(answer?.trouble ? messages.troubles[answer.trouble] : "");
  await (answer?.code ? finish(answer) : resume());
}

/** Where the person was before: on the way to a Box that did not open, at a Box, or nowhere yet. */
async function resume() {
  const pending = recall();
  const [record] = await vault.all();
  finder.stop();
  home.close();
  byId("back").hidden = true;
  if (isOverdue(pending)) {
    markTold(pending);
    byId("back").hidden = !record;
    finder.showDead(pending.seen);
  } else if (record) {
    await home.open(record);
  } else {
    finder.find();
  }
}

async function find() {
  warn("");
  note("");
  home.close();
  byId("back").hidden = (await vault.all()).length === 0;
  finder.find();
  focus("status");
}

async function finish(answer) {
  show("exchanging", messages.exchanging);
  try {
    const record = await exchange(answer, config.zone, () => say(messages.exchangingDirect));
    await home.open(record);
    focus("box");
  } catch (error) {
    await resume();
    warn(messages.troubles[error.message] ?? messages.troubles.failed);
  }
}

async function gone(isTold) {
  await resume();
  if (isTold !== null) {
    note(isTold ? messages.disconnected : messages.forgotten);
    focus("status");
  }
}

begin();
