// Whether a button or a finger is down: what is replaced meanwhile would swallow its click.

// It may be let go where no event tells of it, such as in another window.
const MOST = 2000;

export class Press {
  #released = Promise.resolve();

  constructor(element) {
    element.addEventListener('pointerdown', () => (this.#released = released()), true);
  }

  /** Settled once nothing is down here, and its click has been told. */
  released() {
    return this.#released;
  }
}

function released() {
  const over = new AbortController();
  return new Promise((done) => {
    const end = () => {
      over.abort();
      // The click comes after the release.
      setTimeout(done);
    };
    const heard = { capture: true, signal: over.signal };
    addEventListener('pointerup', end, heard);
    addEventListener('pointercancel', end, heard);
    setTimeout(end, MOST);
  });
}
