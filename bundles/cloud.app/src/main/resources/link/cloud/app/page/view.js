/** The page: which parts are seen in which state is said in index.html (data-in), the texts are in messages.js (data-text). */
import { messages } from "./messages.js";

export const byId = (id) => document.getElementById(id);

/** Fills in the texts. */
export function fill() {
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = messages[element.dataset.text];
  }
  document.title = messages.title;
}

/** Shows a state, and says it. Changes only what has changed: focus stays, and a screen reader hears nothing twice. */
export function show(state, text) {
  for (const element of document.querySelectorAll("[data-in]")) {
    element.hidden = !element.dataset.in.split(" ").includes(state);
  }
  document.body.dataset.state = state;
  say(text);
}

export function say(text) {
  if (byId("status").textContent !== text) {
    byId("status").textContent = text;
  }
}

export const state = () => document.body.dataset.state;

/** Tells of something that went wrong, or takes it back with an empty text. */
export function warn(text) {
  byId("trouble").hidden = text === "";
  byId("trouble").textContent = text;
}

/** Tells of something that was done, or takes it back with an empty text. */
export function note(text) {
  byId("notice").hidden = text === "";
  byId("notice").textContent = text;
}

/** Where a person goes on who has just pressed something that is gone now. */
export function focus(id) {
  byId(id).focus();
}

/** A radio button with its words. */
export function choice(value, words, checked) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "box", value, required: true, checked });
  const text = document.createElement("span");
  text.textContent = words;
  label.append(input, text);
  return label;
}

/** An entry of a list that does something. */
export function entry(words, action) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "quiet", textContent: words });
  button.addEventListener("click", action);
  item.append(button);
  return item;
}
