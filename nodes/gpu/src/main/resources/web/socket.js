// One WebSocket for all cameras: what is asked for goes out, pictures and states come in.
import { me } from './api.js';
import { readPicture } from './picture.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

export class Socket {
  #told;
  #socket = null;
  #wanted = '';
  #wait = FIRST_WAIT;
  #timer = 0;

  constructor(told) {
    this.#told = told;
  }

  isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  open() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/api/v1/live`);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      this.#wait = FIRST_WAIT;
      this.#told.opened();
      this.#send();
    });
    socket.addEventListener('message', (event) => this.#take(event.data));
    socket.addEventListener('close', () => this.#again());
    this.#socket = socket;
  }

  /** What is to be sent from now on; it is said again after each loss. */
  subscribe(wanted) {
    const text = JSON.stringify(wanted);
    if (text !== this.#wanted) {
      this.#wanted = text;
      this.#send();
    }
  }

  /** Tries at once. */
  now() {
    clearTimeout(this.#timer);
    this.#try();
  }

  #send() {
    if (this.isOpen() && this.#wanted) {
      this.#socket.send(this.#wanted);
    }
  }

  #take(data) {
    if (typeof data !== 'string') {
      this.#told.picture(readPicture(data));
      return;
    }
    const message = JSON.parse(data);
    if (message.type === 'cameras') {
      this.#told.cameras(message.cameras, message.groups ?? []);
    } else if (message.type === 'recent') {
      this.#told.recent(message);
    } else if (message.type === 'hello') {
      this.#told.hello(message);
    }
  }

  // All pages of a wall that come back in the same moment would be a flood.
  #again() {
    const wait = this.#wait * (0.5 + Math.random());
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    this.#told.lost(performance.now() + wait);
    this.#timer = setTimeout(() => this.#try(), wait);
  }

  async #try() {
    try {
      if (!(await me())) {
        this.#told.signedOut();
        return;
      }
      this.open();
    } catch {
      this.#again();
    }
  }
}
