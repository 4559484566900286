// Fields of a form: each with what it means, and with what was wrong about it.
import { el } from './dom.js';

export class Field {
  element;
  input;
  #wrong;

  /** @param input an element with an id */
  constructor(label, input, hint) {
    const name = input.id;
    this.input = input;
    this.#wrong = el('span', { className: 'wrong', id: `${name}-wrong`, role: 'alert' });
    this.element = el(
      'div',
      { className: 'field' },
      el('label', { htmlFor: name }, label),
      input,
      hint ? el('span', { className: 'hint', id: `${name}-hint` }, hint) : null,
      this.#wrong,
    );
    input.setAttribute('aria-describedby', `${hint ? `${name}-hint ` : ''}${name}-wrong`);
  }

  get value() {
    return this.input.value.trim();
  }

  set isShown(isShown) {
    this.element.hidden = !isShown;
  }

  /** Tells what is wrong here; nothing is, where there is no sentence. */
  refuse(sentence) {
    this.#wrong.textContent = sentence ?? '';
    this.input.setAttribute('aria-invalid', String(Boolean(sentence)));
    if (sentence) {
      this.input.focus();
    }
  }
}

export const choice = (id, options, value) => {
  const made = el('select', { id }, ...options.map(([name, words]) => el('option', { value: name }, words)));
  made.value = value;
  return made;
};

export const amount = (id, value, properties = {}) =>
  el('input', { id, type: 'number', inputMode: 'decimal', step: 'any', min: 0, value: value ?? '', ...properties });

/** Boxes to tick; `chosen` are those that are. */
export class Ticks {
  element;
  #boxes;

  constructor(legend, names, chosen, hint) {
    this.#boxes = names.map((name) => el('input', { type: 'checkbox', value: name, checked: chosen.includes(name) }));
    this.element = el(
      'fieldset',
      { className: 'field ticks' },
      el('legend', {}, legend),
      ...this.#boxes.map((box) => el('label', { className: 'choice' }, box, box.value)),
      el('span', { className: 'hint' }, hint),
    );
  }

  get value() {
    return this.#boxes.filter((it) => it.checked).map((it) => it.value);
  }
}
