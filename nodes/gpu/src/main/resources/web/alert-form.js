// Makes an alert, or changes one. What the node refuses is told at the field that it is about.
import { button, el } from './dom.js';
import { amount, choice, Field, Ticks } from './fields.js';

const MEASURES = [
  ['people', 'People'],
  ['density', 'People per m²'],
  ['rise', 'Rise, in people a minute'],
];
const SEVERITIES = [
  ['info', 'Info'],
  ['warning', 'Warning'],
  ['critical', 'Critical'],
];
// What a refusal calls a field, in the order in which it is looked for.
const NAMED = [
  ['below', /\bbelow\b/],
  ['above', /\babove\b/],
  ['clearForSeconds', /\bclear-?for/i],
  ['forSeconds', /\bfor(Seconds)?\b (must|is)/],
  ['overSeconds', /\bover(Seconds)?\b (must|is)/],
  ['when', /\bwhen\b/],
  ['where', /\b(where|camera|zone|ground)\b/],
  ['name', /\bname\b/],
];

export class AlertForm {
  element;
  #isNew;
  #fields;
  #notify;
  #refused = el('p', { className: 'refused', role: 'alert' });
  #save;
  #button = el('button', { type: 'submit', className: 'main' }, 'Save');
  #before = '';

  /**
   * @param places [series, words] that can be watched
   * @param save sends name and rule; fails with the node's refusal
   */
  constructor({ alert, defaults, targets, places, save, cancel }) {
    const rule = alert?.rule ?? {};
    this.#isNew = !alert;
    this.#save = save;
    const measure = choice('alert-measure', MEASURES, rule.measure ?? defaults.measure);
    const seconds = (name) => amount(`alert-${name}`, rule[name] ?? defaults[name]);
    this.#fields = {
      name: new Field('Name', el('input', { id: 'alert-name', value: alert?.name ?? '', disabled: !this.#isNew, autocomplete: 'off', spellcheck: false }), 'Letters, digits, dot, dash and underscore. Messages and topics carry it; it cannot be changed later.'),
      where: new Field('Where', choice('alert-where', placesWith(places, rule.where), rule.where ?? places[0]?.[0]), 'A whole picture, or one of its zones.'),
      measure: new Field('What is measured', measure, 'People per m² needs a zone of a camera whose ground is measured.'),
      above: new Field('Fires at', amount('alert-above', rule.above), 'So much or more.'),
      below: new Field('Ends below', amount('alert-below', rule.below), 'Left empty: nine tenths of the value above. The distance keeps it from firing again and again.'),
      forSeconds: new Field('For how many seconds', seconds('forSeconds'), 'It must hold so long without a break before it fires.'),
      clearForSeconds: new Field('Ends after so many seconds', seconds('clearForSeconds'), 'It must stay below so long before it ends.'),
      overSeconds: new Field('Over how many seconds', seconds('overSeconds'), 'A rise is looked at over this time.'),
      when: new Field('When', el('input', { id: 'alert-when', value: rule.when ?? defaults.when, autocomplete: 'off', spellcheck: false }), 'always, or days and hours with a time zone: Mon-Fri 07:00-22:00 Europe/Berlin. Hours may run past midnight.'),
      severity: new Field('Severity', choice('alert-severity', SEVERITIES, rule.severity ?? defaults.severity), 'Which comes first where several fire, and its colour.'),
    };
    this.#notify = new Ticks('Who is told', targets, rule.notify ?? defaults.notify, targets.length ? 'Webhooks and mail of the settings file.' : 'No webhook and no mail is in the settings file; alerts are shown here and on the wall.');
    measure.addEventListener('change', () => this.#showOver());
    this.element = this.#make(cancel);
    this.#showOver();
    this.#before = this.#typed();
  }

  get isChanged() {
    return this.#typed() !== this.#before;
  }

  focus() {
    (this.#isNew ? this.#fields.name : this.#fields.above).input.focus();
  }

  #make(cancel) {
    return el(
      'form',
      { className: 'card alert-form', noValidate: true, aria: { label: this.#isNew ? 'New alert' : 'Change the alert' }, on: { submit: (event) => this.#submit(event) } },
      el('h3', {}, this.#isNew ? 'New alert' : `Change ${this.#fields.name.value}`),
      el('div', { className: 'fields' }, ...Object.values(this.#fields).map((it) => it.element), this.#notify.element),
      this.#refused,
      el('div', { className: 'row end' }, button('Cancel', cancel), this.#button),
    );
  }

  #showOver() {
    this.#fields.overSeconds.isShown = this.#fields.measure.value === 'rise';
  }

  #typed() {
    return JSON.stringify([Object.values(this.#fields).map((it) => it.value), this.#notify.value]);
  }

  async #submit(event) {
    event.preventDefault();
    Object.values(this.#fields).forEach((it) => it.refuse());
    this.#refused.textContent = '';
    if (this.#lacks()) {
      return;
    }
    this.#button.disabled = true;
    try {
      await this.#save(this.#fields.name.value, this.#rule());
    } catch (refused) {
      if (refused.status === 412) {
        this.#refused.textContent = refused.message;
      } else {
        this.#tell(refused.message);
      }
    } finally {
      this.#button.disabled = false;
    }
  }

  // What no node needs to be asked for.
  #lacks() {
    const { name, above } = this.#fields;
    if (this.#isNew && !/^[A-Za-z0-9._-]{1,64}$/.test(name.value)) {
      name.refuse('A name has 1 to 64 letters, digits, dots, dashes or underscores.');
    } else if (above.value === '') {
      above.refuse('Say from how much on it fires.');
    } else {
      return false;
    }
    return true;
  }

  #rule() {
    const { where, measure, when, severity } = this.#fields;
    const numbers = ['above', 'below', 'forSeconds', 'clearForSeconds', ...(measure.value === 'rise' ? ['overSeconds'] : [])]
      .filter((name) => this.#fields[name].value !== '')
      .map((name) => [name, Number(this.#fields[name].value)]);
    return {
      where: where.value,
      measure: measure.value,
      ...Object.fromEntries(numbers),
      when: when.value || 'always',
      severity: severity.value,
      notify: this.#notify.value,
    };
  }

  #tell(sentence) {
    const first = NAMED.map(([name, named]) => [name, sentence.search(named)])
      .filter(([, at]) => at >= 0)
      .sort((a, b) => a[1] - b[1])[0];
    if (first) {
      this.#fields[first[0]].refuse(sentence);
    } else {
      this.#refused.textContent = sentence;
    }
  }
}

const placesWith = (places, where) =>
  where && !places.some(([series]) => series === where) ? [[where, where], ...places] : places;
