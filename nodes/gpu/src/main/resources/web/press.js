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
  return new Promise((done) => {
    const later = () => setTimeout(done);
    addEventListener('pointerup', later, { once: true, capture: true });
    addEventListener('pointercancel', later, { once: true, capture: true });
    setTimeout(done, MOST);
  });
}
