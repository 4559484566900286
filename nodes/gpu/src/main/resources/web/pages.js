// Which page is shown, by the address: all cameras, or one of them.
import { CameraPage } from './camera.js';

const CAMERA = /^#\/cameras\/([A-Za-z0-9._-]{1,64}\/[A-Za-z0-9._-]{1,64})$/;

export class Pages {
  #wall;
  #main;
  #store;
  #subscribe;
  #camera = null;
  #shown = '';
  #role = 'viewer';
  #isBegun = false;

  /** @param subscribe what is wanted is another from now on */
  constructor(wall, main, store, subscribe) {
    this.#wall = wall;
    this.#main = main;
    this.#store = store;
    this.#subscribe = subscribe;
    document.querySelector('.skip').addEventListener('click', (event) => this.#skip(event));
    addEventListener('hashchange', () => this.#turn());
    addEventListener('beforeunload', (event) => this.#camera?.isChanged && event.preventDefault());
  }

  /** Shows the page that is asked for; `role` is that of who is signed in. */
  begin(role) {
    this.#role = role;
    if (!this.#isBegun) {
      this.#isBegun = true;
      this.#turn();
    }
  }

  get isWall() {
    return this.#camera === null;
  }

  wanted() {
    return (this.#camera ?? this.#wall).wanted();
  }

  tick() {
    (this.#camera ?? this.#wall).tick();
  }

  paint(picture) {
    (this.#camera ?? this.#wall).paint(picture);
  }

  #skip(event) {
    event.preventDefault();
    document.querySelector('main:not([hidden])').focus();
  }

  // What is drawn is not lost by a step back.
  async #turn() {
    const asked = location.hash;
    if (asked === this.#shown) {
      return;
    }
    if (this.#camera?.isChanged) {
      history.replaceState(null, '', this.#shown);
      if (!(await this.#camera.leave())) {
        return;
      }
      history.replaceState(null, '', asked);
    }
    this.#shown = asked;
    this.#show(CAMERA.exec(asked)?.[1]);
  }

  #show(key) {
    this.#camera?.close();
    this.#camera = key ? new CameraPage(this.#main, this.#store, key, this.#role) : null;
    document.title = key ? `${key.split('/')[1]} – Throng` : 'Throng';
    this.#main.hidden = !key;
    this.#wall.isShown = !key;
    scrollTo(0, 0);
    this.#subscribe();
  }
}
