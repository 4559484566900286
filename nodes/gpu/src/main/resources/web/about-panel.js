// What people call a camera, and at how many people the place that it shows is full.
import { ask } from './ask.js';
import { button, el } from './dom.js';
import { amount, Field } from './fields.js';
import { number, unit } from './words.js';

const LONGEST = 80;
const MOST = 1_000_000;

export class AboutPanel {
  element;
  #page;
  #facts = el('dl', { className: 'facts-list' });
  #change = button('Change…', () => this.#open());
  #overview = el('div', { className: 'panel-part' }, this.#facts, this.#change);
  #form = null;

  /** @param page what all panels work with: camera.js */
  constructor(page) {
    this.#page = page;
    this.element = el('div', {}, this.#overview);
  }

  /** What is being typed; null: nothing is. */
  get form() {
    return this.#form;
  }

  refresh() {
    const { about, isKnown } = this.#page.place;
    const line = (what, ...said) => el('div', {}, el('dt', {}, what), el('dd', {}, ...said));
    this.#change.hidden = !this.#page.mayEdit || !isKnown;
    this.#facts.replaceChildren(
      line('Title', about.title ?? 'none', el('small', {}, about.title ? '' : ' – its name is shown')),
      line('Name', this.#page.place.key, el('small', {}, ' – in addresses, the history and files')),
      line('Full at', about.capacity ? `${number(about.capacity)} ${unit(about.capacity)}` : 'not said', el('small', {}, about.capacity ? '' : ' – where an alert on people is, its threshold is taken')),
    );
  }

  async leave() {
    return this.#form ? this.#form.leave() : true;
  }

  #open() {
    this.#overview.hidden = true;
    this.#form = new AboutForm(this.#page, (said) => this.#closed(said));
    this.element.append(this.#form.element);
    this.#form.focus();
  }

  #closed(said) {
    this.#form.element.remove();
    this.#form = null;
    this.#overview.hidden = false;
    this.#page.refresh();
    this.#page.say(said);
    this.#change.focus();
  }
}

class AboutForm {
  element;
  #page;
  #done;
  #title;
  #capacity;
  #before;
  #theirs = el('p', { className: 'card warn', hidden: true });
  #save = el('button', { type: 'submit', className: 'main' }, 'Save');

  /** @param done with a sentence that is to be said */
  constructor(page, done) {
    this.#page = page;
    this.#done = done;
    const { title, capacity } = page.place.about;
    this.#title = new Field('Title', el('input', { id: 'about-title', autocomplete: 'off', maxLength: LONGEST, value: title ?? '' }), 'What people see, as North entrance. Left empty: its name.');
    this.#capacity = new Field('Full at how many people', amount('about-capacity', capacity, { min: 1, max: MOST, step: 1, inputMode: 'numeric' }), 'Left empty: the threshold of an alert on people, where there is one.');
    this.#before = this.#typed();
    this.element = el(
      'form',
      { className: 'panel-part', noValidate: true, aria: { label: 'Title and capacity' }, on: { submit: (event) => this.#submit(event) } },
      this.#title.element,
      this.#capacity.element,
      this.#theirs,
      el('div', { className: 'row' }, this.#save, button('Cancel', () => this.leave())),
    );
  }

  focus() {
    this.#title.input.focus();
  }

  get isChanged() {
    return JSON.stringify(this.#typed()) !== JSON.stringify(this.#before);
  }

  // There are no steps in it but those of its fields.
  undo() {}

  redo() {}

  escape() {
    return this.leave();
  }

  /** Whether it may be left: nothing is lost, or that is agreed to. */
  async leave() {
    const isAgreed = !this.isChanged || (await ask('Leave without saving?', 'What you have typed is lost.', 'Leave', 'Go on'));
    if (isAgreed) {
      this.close('');
    }
    return isAgreed;
  }

  close(said) {
    this.#done(said);
  }

  #typed() {
    return [this.#title.value, this.#capacity.value];
  }

  async #submit(event) {
    event.preventDefault();
    const isNumber = this.#capacity.input.validity.valid;
    this.#capacity.refuse(isNumber ? '' : `Say a whole number of people, from 1 to ${number(MOST)}.`);
    if (!isNumber) {
      return;
    }
    const [title, capacity] = this.#typed();
    const about = { ...(title && { title }), ...(capacity && { capacity: Number(capacity) }) };
    const known = this.#page.place.about;
    this.#save.disabled = true;
    if (await this.#page.change((place) => place.saveAbout(about), '')) {
      this.close('Saved.');
      return;
    }
    this.#save.disabled = false;
    if (this.#page.place.about !== known) {
      this.#take(this.#page.place.about);
    }
  }

  // Somebody else was first: what is typed here stays, and what is not becomes theirs.
  #take({ title = '', capacity = '' }) {
    const theirs = [title, String(capacity)];
    [this.#title, this.#capacity].forEach((field, i) => {
      if (field.value === this.#before[i]) {
        field.input.value = theirs[i];
      }
    });
    this.#before = theirs;
    this.#theirs.hidden = false;
    this.#theirs.textContent = `Saved by now: the title ${title || 'none'}, full at ${capacity ? number(capacity) : 'not said'}. Save puts in its place what is typed here.`;
  }
}
