// Whether what is counted is kept, too. A screen on a wall hangs for months, and a disk becomes full.
const EVERY_MILLIS = 15_000;

export class HistoryWatch {
  isFailing = false;
  #askedAt = performance.now();

  /** Asks the node now and then; to be called often. */
  async follow() {
    const now = performance.now();
    if (now - this.#askedAt < EVERY_MILLIS) {
      return;
    }
    this.#askedAt = now;
    const ready = await fetch('/readyz', { cache: 'no-store' }).then((it) => it.json(), () => null);
    this.isFailing = ready?.checks?.history === 'failing';
  }
}
