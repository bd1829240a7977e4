/** What was asked of a Box and is not answered yet. Of this tab alone: who has no part in it cannot answer it. */

const KEY = "box.pending";
const MOST_AGE = 3_600_000;

export function remember(pending) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...pending, at: Date.now() }));
}

/** What is open, or null. */
export function recall() {
  try {
    const pending = JSON.parse(sessionStorage.getItem(KEY));
    return pending && Date.now() - pending.at < MOST_AGE ? pending : null;
  } catch {
    return null;
  }
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

/** Whether this tab can remember at all: a browser that keeps nothing says so by an exception. */
export function canRemember() {
  try {
    sessionStorage.setItem("box.try", "");
    sessionStorage.removeItem("box.try");
    return true;
  } catch {
    return false;
  }
}

/** Since when the person has been on the way, if that is long enough for a Box that is there to have answered. */
export function isOverdue(pending) {
  return pending !== null && !pending.told && Date.now() - pending.at > 8000;
}

/** Keeps it open, for the person may still go forward, but tells of it once only. */
export function markTold(pending) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...pending, told: true }));
}
