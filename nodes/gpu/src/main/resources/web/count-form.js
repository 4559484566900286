// Somebody counts the people in one picture, which the node holds still while counting goes on.
import { ask } from './ask.js';
import { button, el, text } from './dom.js';
import { HeadMarks } from './head-marks.js';
import { isMask } from './place.js';
import { time } from './words.js';

const MOST = 1_000_000;
const HINT = `Click each head once; a click on a mark takes it away. Or type the number. The picture stands still
  meanwhile. What the network counted is told afterwards, so that it does not lead you.`;
// The node forgets a picture for which nobody asks for ten minutes.
const ASK_MILLIS = 60_000;
const GONE = `The node does not hold this picture any more, as after a restart, or where many are being counted. What
  you have counted stays here, but cannot be saved: count another picture.`;
const BLIND = `This node withholds its pictures. Count the people on the spot, as they were at`;

export class CountForm {
  #page;
  #held;
  #jpeg;
  #done;
  #marks = null;
  #parts = {};
  #isTyped = false;
  #saving = null;
  #isOver = false;
  #isGone = false;
  #timer = 0;

  /**
   * @param held the picture, as the node holds it
   * @param jpeg null: pictures are withheld
   * @param done told, with `saved` or `another` or ''
   */
  constructor(page, held, jpeg, done) {
    this.#page = page;
    this.#held = held;
    this.#jpeg = jpeg;
    this.#done = done;
    this.element = this.#build();
  }

  begin() {
    const { stage } = this.#page;
    this.#timer = setInterval(() => this.#holdOn(), ASK_MILLIS);
    if (this.#jpeg) {
      stage.freeze({ ...this.#held, jpeg: this.#jpeg });
      stage.element.classList.add('is-counting');
      this.#marks = new HeadMarks(stage, this.#masks, {
        say: (sentence) => this.#page.say(sentence),
        changed: () => this.#changed(),
      });
      this.#changed();
      this.#marks.focus();
      stage.element.scrollIntoView({ block: 'nearest' });
    } else {
      this.#parts.people.focus();
    }
  }

  undo() {
    this.#marks?.undo();
  }

  redo() {
    this.#marks?.redo();
  }

  escape() {
    return this.leave();
  }

  get isChanged() {
    return this.#isTyped || (this.#marks?.count ?? 0) > 0;
  }

  async leave() {
    await this.#saving;
    if (this.#isOver) {
      return true;
    }
    const isAgreed = await this.#mayLose('Leave without saving?', 'Leave');
    if (isAgreed) {
      this.close('');
    }
    return isAgreed;
  }

  close(how) {
    this.#isOver = true;
    clearInterval(this.#timer);
    const { stage, place } = this.#page;
    if (how !== 'saved') {
      place.forget(this.#held.id).catch(() => null);
    }
    stage.freeze(null);
    stage.element.classList.remove('is-counting');
    this.#marks?.close();
    this.#done(how);
  }

  get #masks() {
    return this.#page.place.zones.filter(isMask);
  }

  async #mayLose(title, yes) {
    return !this.isChanged || ask(title, 'What you have counted is lost.', yes, 'Go on counting');
  }

  #build() {
    const parts = this.#parts;
    const when = time(this.#held.atMillis);
    parts.people = el('input', {
      id: 'people', className: 'large', type: 'text', inputMode: 'numeric', autocomplete: 'off', value: this.#jpeg ? '0' : '',
      on: { input: () => this.#typed() },
    });
    parts.marked = el('p', { className: 'quiet' });
    parts.undo = button('Undo', () => this.undo(), { title: 'Ctrl+Z' });
    parts.redo = button('Redo', () => this.redo(), { title: 'Ctrl+Y' });
    parts.clear = button('Clear', () => this.#marks.clear());
    parts.refused = el('p', { className: 'refused', role: 'alert' });
    parts.save = el('button', { type: 'submit', className: 'main' }, 'Save');
    const tools = this.#jpeg ? [parts.undo, parts.redo, parts.clear] : [];
    return el(
      'form',
      { className: 'panel-part count-form', noValidate: true, on: { submit: (event) => (this.#saving = this.#submit(event)) } },
      el('h3', {}, 'How many people do you count?'),
      el('p', { className: 'hint' }, this.#jpeg ? HINT : `${BLIND} ${when}, and type the number.`),
      this.#masks.length ? el('p', { className: 'hint' }, 'Nobody under a mask is counted.') : null,
      el('label', { htmlFor: 'people' }, `People at ${when}`),
      el('div', { className: 'row' }, parts.people, ...tools),
      this.#jpeg ? parts.marked : null,
      parts.refused,
      el(
        'div',
        { className: 'row' },
        parts.save,
        button('Another picture', () => this.#another()),
        button('Cancel', () => this.leave()),
      ),
      this.#jpeg
        ? el('p', { className: 'hint keys' }, 'Keys: arrows move, with Shift farther; Enter marks, Backspace takes back, + and - change the size.')
        : null,
    );
  }

  #changed() {
    const parts = this.#parts;
    const { count } = this.#marks;
    this.#isTyped = false;
    parts.people.value = String(count);
    text(parts.refused, this.#isGone ? GONE : '');
    parts.undo.disabled = !this.#marks.canUndo;
    parts.redo.disabled = !this.#marks.canRedo;
    parts.clear.disabled = count === 0;
    text(parts.marked, `${count} marked.`);
  }

  #typed() {
    this.#isTyped = true;
    const count = this.#marks?.count ?? 0;
    text(this.#parts.marked, count ? `Typed; ${count} are marked.` : 'Typed.');
  }

  // What fails otherwise is asked for again in a minute.
  async #holdOn() {
    try {
      await this.#page.place.holdOn(this.#held.id);
    } catch (refused) {
      if (refused.status === 404) {
        this.#lose();
      }
    }
  }

  #lose() {
    clearInterval(this.#timer);
    this.#isGone = true;
    text(this.#parts.refused, GONE);
    this.#parts.save.disabled = true;
  }

  async #another() {
    if (await this.#mayLose('Another picture?', 'Another picture')) {
      this.close('another');
    }
  }

  async #submit(event) {
    event.preventDefault();
    const words = this.#parts.people.value.trim();
    const people = Number(words);
    if (words === '' || !Number.isInteger(people) || people < 0 || people > MOST) {
      text(this.#parts.refused, 'Give the number of people as a whole number; 0 if there is nobody.');
      this.#parts.people.focus();
      return;
    }
    this.#parts.save.disabled = true;
    try {
      await this.#page.place.addPair(this.#held.id, people);
      this.close('saved');
    } catch (refused) {
      if (refused.status === 404) {
        this.#lose();
        return;
      }
      text(this.#parts.refused, refused.message);
      this.#parts.save.disabled = false;
    }
  }
}
