// One zone while it is drawn or changed.
import { ask, askRemoval } from './ask.js';
import { bandWords } from './bands.js';
import { conflictCard, saidOf } from './conflict.js';
import { areaWords, decimal, densityWords } from './camera-words.js';
import { text } from './dom.js';
import { Draft } from './draft.js';
import { refusal } from './outline.js';
import { OutlineEditor } from './outline-editor.js';
import { isMask } from './place.js';
import { freeTitle, nameFor, zoneFields } from './zone-fields.js';

const PREVIEW_MILLIS = 1000;
const SOON_MILLIS = 150;
const OPEN_HINT = 'Click around the place, point by point; a click on the first point ends it.';
const CLOSED_HINT = 'Drag a point to move it, a line to add a point, the inside to move all; or tap a point, and then its place.';
const BEYOND = `The zone reaches to the horizon of the ground or beyond it, where there is no area: move its upper
  points down.`;

export class ZoneForm {
  #page;
  #zone;
  #told;
  #title;
  #draft;
  #editor = null;
  #saving = null;
  #isOver = false;
  #parts;
  #timer = 0;
  #soon = 0;
  #asked = 0;

  /**
   * @param zone null: a new one
   * @param told `theirs`: somebody else has changed it meanwhile; `done`, with a sentence
   */
  constructor(page, zone, told) {
    this.#page = page;
    this.#zone = zone;
    this.#told = told;
    this.#title = zone?.title ?? freeTitle(page.place.zones);
    this.#draft = new Draft(zone?.points ?? [], Boolean(zone), refusal);
    this.#parts = zoneFields(zone, this.#title, {
      undo: () => this.undo(),
      redo: () => this.redo(),
      end: () => this.#editor.end(),
      changed: () => this.#changed(),
      submit: (event) => (this.#saving = this.#submit(event)),
      leave: () => this.leave(),
      remove: () => this.#remove(),
      nudge: (key) => this.#editor.nudge(key),
      removePoint: () => this.#editor.removePoint(),
    });
    this.element = this.#parts.form;
  }

  begin() {
    this.#editor = new OutlineEditor(this.#page.stage, this.#draft, {
      say: (sentence) => this.#page.say(sentence),
      changed: () => this.#changed(),
      remove: () => this.#remove(),
      chosen: (point) => this.#parts.point.update(point, this.#draft.isClosed),
    });
    this.#changed();
    this.#editor.focus();
    this.#page.stage.element.scrollIntoView({ block: 'nearest' });
    this.#timer = setInterval(() => this.#preview(), PREVIEW_MILLIS);
  }

  undo() {
    this.#editor.undo();
  }

  redo() {
    this.#editor.redo();
  }

  /** Esc: takes the last movement off, or leaves. */
  escape() {
    return this.#editor.escape() || this.leave();
  }

  get isChanged() {
    return this.#draft.canUndo || this.#parts.title.value !== this.#title || this.#capacity() !== this.#zone?.capacity;
  }

  /** Whether it may be left: nothing is lost, or that is agreed to. */
  async leave() {
    await this.#saving;
    if (this.#isOver) {
      return true;
    }
    const isAgreed =
      !this.isChanged || (await ask('Leave without saving?', 'What you have drawn is lost.', 'Leave', 'Go on drawing'));
    if (isAgreed) {
      this.close('');
    }
    return isAgreed;
  }

  close(said) {
    this.#isOver = true;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#asked += 1;
    this.#editor.close();
    this.#told.done(said);
  }

  #changed() {
    const parts = this.#parts;
    const { points, isClosed } = this.#draft;
    text(parts.hint, isClosed ? CLOSED_HINT : OPEN_HINT);
    parts.undo.disabled = !this.#draft.canUndo;
    parts.redo.disabled = !this.#draft.canRedo;
    parts.end.hidden = isClosed;
    parts.point.element.hidden = !isClosed;
    parts.capacity.disabled = parts.mask.checked;
    parts.end.disabled = points.length < 3;
    this.#refuse(this.#standing());
    parts.save.disabled = !isClosed || Boolean(this.#standing());
    if (isClosed) {
      clearTimeout(this.#soon);
      this.#soon = setTimeout(() => this.#preview(), SOON_MILLIS);
    } else {
      this.#showNow(null);
    }
  }

  /** At how many people it is full; undefined: nobody says. */
  #capacity() {
    return this.#parts.capacity.value === '' ? undefined : Number(this.#parts.capacity.value);
  }

  /** What is wrong with it as it is. */
  #standing() {
    const { map } = this.#page.place;
    const isGround = this.#draft.isClosed && map && !this.#parts.mask.checked;
    return isGround && map.squareMetres(this.#draft.points) === null ? BEYOND : '';
  }

  #refuse(sentence) {
    text(this.#parts.refused, sentence);
  }

  // Only the answer to the newest question counts.
  async #preview() {
    if (!this.#draft.isClosed || document.hidden) {
      return;
    }
    this.#asked += 1;
    const asked = this.#asked;
    const replaces = this.#zone && isMask(this.#zone) ? this.#zone.name : undefined;
    const count = await this.#page.place.preview(this.#draft.points, replaces).catch((refused) => refused);
    const isTooOften = count.status === 429;
    if (asked === this.#asked && this.#draft.isClosed && !isTooOften) {
      this.#showNow(count);
    }
  }

  #showNow(count) {
    const { points, isClosed } = this.#draft;
    const metres = isClosed ? this.#page.place.map?.squareMetres(points) : null;
    const facts = [`${points.length} ${points.length === 1 ? 'point' : 'points'}`];
    if (metres) {
      facts.push(areaWords(metres));
    }
    if (count?.density !== undefined) {
      facts.push(`${densityWords(count.density)} ${bandWords[count.band]}`);
    }
    text(this.#parts.people, count?.people === undefined ? '–' : `${decimal(count.people)} people in it now`);
    text(this.#parts.facts, facts.join(' · '));
  }

  async #submit(event) {
    event.preventDefault();
    const { place } = this.#page;
    const title = this.#parts.title.value.trim();
    if (!title || !this.#draft.isClosed) {
      this.#refuse(title ? 'Close the outline first.' : 'Give it a name.');
      this.#parts.title.focus();
      return;
    }
    if (!this.#parts.capacity.validity.valid) {
      this.#refuse('Full at: say a whole number of people, from 1 to 1,000,000, or nothing.');
      this.#parts.capacity.focus();
      return;
    }
    const name = this.#zone?.name ?? nameFor(title, place.zones);
    const kind = this.#parts.mask.checked ? 'mask' : 'zone';
    this.#parts.save.disabled = true;
    try {
      await place.saveZone({ name, title, kind, points: this.#draft.points, capacity: kind === 'zone' ? this.#capacity() : undefined });
      this.close(`${title} is saved.`);
    } catch (refused) {
      await (refused.status === 412 ? this.#conflict(refused.changed('this camera')) : this.#refuse(refused.message));
    } finally {
      this.#parts.save.disabled = !this.#draft.isClosed || Boolean(this.#standing());
    }
  }

  // Somebody else was first: the page takes their version in, and keeps this drawing.
  async #conflict(changed) {
    const { place } = this.#page;
    const before = place.zones;
    try {
      await this.#page.reload();
    } catch (refused) {
      this.#refuse(refused.message);
      return;
    }
    const theirs = place.zones.find((zone) => zone.name === this.#zone?.name);
    const isOther = theirs && saidOf(theirs) !== saidOf(this.#zone);
    this.#told.theirs();
    this.#parts.conflict.replaceChildren(
      conflictCard(changed, before, place.zones, isOther ? () => this.#take(theirs) : null, () => this.#settle()),
    );
    this.#parts.conflict.querySelector('button').focus();
  }

  #take(theirs) {
    this.#draft.change(theirs.points, true);
    this.#parts.title.value = theirs.title;
    this.#parts.capacity.value = theirs.capacity ?? '';
    this.#parts[isMask(theirs) ? 'mask' : 'counted'].checked = true;
    this.#editor.draw();
    this.#settle();
    this.#page.say('This is their version; Undo brings your drawing back.');
  }

  #settle() {
    this.#parts.conflict.replaceChildren();
    this.#changed();
    this.#editor.focus();
  }

  async #remove() {
    if (!this.#zone) {
      await this.leave();
    } else if (await askRemoval(this.#zone.title)) {
      const { name, title } = this.#zone;
      if (await this.#page.change((place) => place.removeZone(name), '')) {
        this.close(`${title} is deleted.`);
      }
    }
  }
}
