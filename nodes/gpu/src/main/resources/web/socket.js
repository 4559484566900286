// One WebSocket for all cameras: what is asked for goes out, pictures and states come in.
import { me, noRoom } from './api.js';
import { readPicture } from './picture.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
const LONGEST_TRY = 5_000;
// The node says something each second; a cable that was pulled says nothing, and no browser tells of that.
const LEAST_QUIET = 3_000;
// A picture is one message, and on a slow line nothing is heard until its last byte.
const MOST_QUIET = 30_000;
const SHORTER = 0.9;
// Between two looks: after more the page itself stood still, and has not read yet what came meanwhile.
const LONGEST_BLINK = 1_000;

export class Socket {
  #told;
  #socket = null;
  #wanted = '';
  #wait = FIRST_WAIT;
  #timer = 0;
  #isTrying = false;
  #isTelling = false;
  /** Whether the last one that was asked for was open at some time. */
  #wasOpen = true;
  #heardAt = 0;
  #lookedAt = 0;
  #quiet = LEAST_QUIET;
  #hasPicture = false;

  constructor(told) {
    this.#told = told;
  }

  /** Whether the node tells how cameras are; what it told before may be old. */
  get isTelling() {
    return this.#isTelling;
  }

  open() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/api/v1/live`);
    const ifStillIt = (act) => (event) => socket === this.#socket && act(event);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', ifStillIt(() => this.#begin()));
    socket.addEventListener('message', ifStillIt((event) => this.#take(event.data)));
    socket.addEventListener('close', ifStillIt(() => this.#lose()));
    this.#socket = socket;
    this.#wasOpen = false;
    this.#heardAt = performance.now();
  }

  /** What is to be sent from now on; it is said again after each loss. */
  subscribe(wanted) {
    const text = JSON.stringify(wanted);
    if (text !== this.#wanted) {
      this.#wanted = text;
      this.#send();
    }
  }

  /** Gives up a connection that has died without a word; to be called often while somebody looks. */
  look() {
    const now = performance.now();
    if (now - this.#lookedAt > LONGEST_BLINK) {
      this.#heardAt = now;
    }
    this.#lookedAt = now;
    if (this.#socket && now - this.#heardAt > (this.#isOpen ? this.#quiet : LONGEST_TRY)) {
      if (this.#isOpen && !this.#hasPicture) {
        this.#bear(2 * this.#quiet);
      }
      this.#lose();
    }
  }

  /** Tries at once. */
  now() {
    clearTimeout(this.#timer);
    this.#try();
  }

  get #isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  #begin() {
    this.#wasOpen = true;
    this.#wait = FIRST_WAIT;
    this.#hasPicture = false;
    this.#heardAt = performance.now();
    this.#send();
  }

  #send() {
    if (this.#isOpen && this.#wanted) {
      this.#socket.send(this.#wanted);
    }
  }

  #take(data) {
    const now = performance.now();
    const waited = now - this.#heardAt;
    this.#heardAt = now;
    if (typeof data !== 'string') {
      this.#hasPicture = true;
      this.#bear(Math.max(2 * waited, SHORTER * this.#quiet));
      this.#told.picture(readPicture(data));
      return;
    }
    const message = JSON.parse(data);
    if (message.type === 'cameras') {
      this.#told.cameras(message);
      this.#isTelling = true;
    } else if (message.type === 'recent') {
      this.#told.recent(message);
    } else if (message.type === 'hello') {
      this.#told.hello(message);
    }
  }

  // As long as pictures take on this line, and no longer.
  #bear(millis) {
    this.#quiet = Math.min(MOST_QUIET, Math.max(LEAST_QUIET, millis));
  }

  #lose() {
    const socket = this.#socket;
    this.#socket = null;
    this.#isTelling = false;
    socket.close();
    this.#again();
  }

  // All pages of a wall that come back in the same moment would be a flood.
  #again(refusal = '') {
    const wait = this.#wait * (0.5 + Math.random());
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    this.#told.lost(performance.now() + wait, performance.now() - this.#heardAt, refusal);
    this.#timer = setTimeout(() => this.#try(), wait);
  }

  async #try() {
    if (this.#isTrying || this.#socket) {
      return;
    }
    this.#isTrying = true;
    try {
      if (await me(AbortSignal.timeout(LONGEST_TRY))) {
        await this.#openIfThereIsRoom();
      } else {
        this.#again();
        this.#told.signedOut();
      }
    } catch {
      this.#again();
    } finally {
      this.#isTrying = false;
    }
  }

  async #openIfThereIsRoom() {
    const refusal = this.#wasOpen ? '' : await noRoom(AbortSignal.timeout(LONGEST_TRY));
    if (refusal) {
      this.#again(refusal);
    } else {
      this.open();
    }
  }
}
