/** Looks for Boxes while the page is seen: at once, each 5 s for a minute while there is none, and whenever the person comes back. */
import { discover } from "./discovery.js";

const PERIOD = 5000;
const TIMES = 12;

export class Search {
  #registration;
  #tell;
  #timer;
  /** Counts the searches, so that one that was stopped tells nothing any more. */
  #current = 0;
  #on = false;
  #over = false;

  /** tell({boxes, over}): boxes is null if the server does not answer; over says that nobody looks any more until the next start. */
  constructor(registration, tell) {
    this.#registration = registration;
    this.#tell = tell;
    document.addEventListener("visibilitychange", () => this.#on && (document.hidden ? this.#pause() : this.start()));
    addEventListener("focus", () => this.#on && this.#over && this.start());
  }

  start() {
    this.#pause();
    this.#on = true;
    this.#over = false;
    this.#look(this.#current, 1);
  }

  stop() {
    this.#pause();
    this.#on = false;
  }

  #pause() {
    this.#current++;
    clearTimeout(this.#timer);
  }

  async #look(mine, time) {
    const boxes = await discover(this.#registration).catch(() => null);
    if (mine !== this.#current) {
      return;
    }
    this.#over = boxes?.length > 0 || time >= TIMES;
    if (!this.#over) {
      this.#timer = setTimeout(() => this.#look(mine, time + 1), PERIOD);
    }
    this.#tell({ boxes, over: this.#over });
  }
}
