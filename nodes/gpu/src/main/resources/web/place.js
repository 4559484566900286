// What people have said of one camera: its title and capacity, its zones, its ground, its calibration. The node keeps it.
import { answerTo, call } from './call.js';
import { GroundMap } from './ground-map.js';

export class Place {
  key;
  about = {};
  zones = [];
  ground = null;
  map = null;
  calibration = null;
  isKnown = false;
  #path;
  #version = null;

  constructor(key) {
    this.key = key;
    this.#path = `cameras/${key}`;
  }

  /** Where the counted pictures are as a file. */
  get csv() {
    return `/api/v1/${this.#path}/calibration/pairs.csv`;
  }

  /**
   * Asks for all of it; what others have changed comes in.
   *
   * @param ready awaited before it does; what is changed here meanwhile is asked for again
   */
  async load(ready) {
    let before, place, pairs;
    do {
      before = this.#version;
      [place, pairs] = await Promise.all([call('GET', this.#path), call('GET', `${this.#path}/calibration/pairs`)]);
      await ready();
    } while (before !== this.#version);
    this.#take(place);
    this.calibration = pairs.body;
    this.isKnown = true;
  }

  /** @param about its `title` and `capacity`; what is left out nobody has said */
  async saveAbout(about) {
    this.#take(await this.#change('PUT', 'about', about));
  }

  async saveZone({ name, title, kind, points, capacity }) {
    this.#take(await this.#change('PUT', `zones/${name}`, { title, kind, points, ...(capacity && { capacity }) }));
  }

  async removeZone(name) {
    this.#take(await this.#change('DELETE', `zones/${name}`));
  }

  /** How many people such a zone would hold now. */
  async preview(points, replaces) {
    return (await call('POST', `${this.#path}/zones/preview`, { body: { points, replaces } })).body;
  }

  async saveGround(ground) {
    this.#take(await this.#change('PUT', 'ground', ground));
  }

  async removeGround() {
    this.#take(await this.#change('DELETE', 'ground'));
  }

  /** Has the newest picture kept, so that it can be counted. */
  async hold() {
    return (await call('POST', `${this.#path}/calibration/pictures`)).body;
  }

  /** A held picture's JPEG; null: the node withholds its pictures. */
  async heldPicture(id) {
    const answer = await answerTo('GET', `${this.#path}/calibration/pictures/${id}`);
    return answer.status === 204 ? null : answer.blob();
  }

  /** Has a held picture kept for some minutes more. */
  async holdOn(id) {
    await call('PUT', `${this.#path}/calibration/pictures/${id}`);
  }

  /** A held picture will not be counted. */
  async forget(id) {
    await call('DELETE', `${this.#path}/calibration/pictures/${id}`);
  }

  async addPair(picture, people) {
    await this.#takePairs(await call('POST', `${this.#path}/calibration/pairs`, { body: { picture, people } }));
  }

  async removePair(number) {
    await this.#takePairs(await call('DELETE', `${this.#path}/calibration/pairs/${number}`));
  }

  async removeAllPairs() {
    await this.#takePairs(await call('DELETE', `${this.#path}/calibration/pairs`));
  }

  /** @param factor proposed, confirmed, or none */
  async useFactor(factor) {
    const { body, version } = await this.#change('PUT', 'calibration', { factor });
    this.#version = version;
    this.calibration = body;
  }

  #change(method, path, body) {
    return call(method, `${this.#path}/${path}`, { body, version: this.#version });
  }

  #take({ body, version }) {
    this.#version = version;
    this.about = body.about;
    this.zones = body.zones;
    this.ground = body.ground ?? null;
    this.map = this.ground && GroundMap.of(this.ground.picture, this.ground.metres);
  }

  // All of a camera has one version, whichever part of it was changed. What others changed before a pair, which
  // is taken whatever the version is, has to be seen before it can be replaced.
  async #takePairs({ body, version }) {
    this.calibration = body;
    if (version !== this.#version) {
      // Where that fails the version stays the old one, and the next change is refused.
      await call('GET', this.#path).then((place) => this.#take(place), () => {});
    }
  }
}

export const isMask = (zone) => zone.kind === 'mask';
