// One alert: how it stands, what it waits for, and what can be done about it.
import { alertShape, isFiring, isSilenced, pastAddress } from './alert-words.js';
import { button, el } from './dom.js';
import { mark } from './marks.js';
import { notifyWords, ruleWords, scheduleWords, silenceWords, standsWords } from './rule-words.js';

const SILENCES = [
  [15 * 60, 'for 15 minutes'],
  [3_600, 'for an hour'],
  [8 * 3_600, 'for 8 hours'],
  [24 * 3_600, 'for a day'],
  [7 * 24 * 3_600, 'for a week'],
];

const ORIGINS = { settings: 'From the settings file; it is changed there.', 'built-in': 'Every node has it.', page: '' };

export class AlertCard {
  element = el('article', { className: 'card alert' });
  #may;
  #alert;
  #facts = [];
  #told = '';
  #tools = [];
  #offered = '';
  #past = el('a', { className: 'button', data: { act: 'past' } }, 'History');

  /** @param may `silence`, `wake`, `edit`, `remove`: what is done with one; null where one may not */
  constructor(may) {
    this.#may = may;
    this.element.append(el('div', { className: 'row' }, this.#past));
  }

  /**
   * Shows how it stands now. What can be pressed stays the same element as long as it does the same.
   *
   * @param where it looks, in words
   */
  update(alert, where) {
    this.#alert = alert;
    this.#past.href = pastAddress(alert.rule.where, alert.sinceMillis);
    this.#past.ariaLabel = `History of ${where}`;
    this.#tell(alert, where);
    this.#offer(alert);
  }

  #tell(alert, where) {
    const told = JSON.stringify([alert, where, standsWords(alert), silenceWords(alert)]);
    if (told !== this.#told) {
      this.#told = told;
      const severity = isFiring(alert) ? alert.rule.severity : 'none';
      Object.assign(this.element.dataset, { severity, name: alert.name, state: alert.state });
      this.#facts.forEach((it) => it.remove());
      this.#facts = factsOf(alert, where);
      this.element.prepend(...this.#facts);
    }
  }

  #offer(alert) {
    const offered = JSON.stringify([alert.origin, isSilenced(alert)]);
    if (!this.#may || offered === this.#offered || this.#isChoosing) {
      return;
    }
    const focused = this.#tools.find((it) => it === document.activeElement);
    this.#offered = offered;
    this.#tools.forEach((it) => it.remove());
    this.#tools = this.#toolsOf(alert);
    this.#past.before(...this.#tools);
    if (focused) {
      (this.#tools.find((it) => it.dataset.act === focused.dataset.act) ?? this.#tools[0]).focus({ preventScroll: true });
    }
  }

  // A list of choices may be open, and would be closed.
  get #isChoosing() {
    return this.#tools.some((it) => it === document.activeElement && it.matches('select') && !it.value);
  }

  #toolsOf({ name, origin, ...alert }) {
    const act = (which) => () => this.#may[which](this.#alert);
    const isOurs = origin === 'page';
    return [
      isSilenced(alert) ? button('End the silence', act('wake'), { data: { act: 'wake' } }) : this.#silencer(name),
      isOurs && button('Change…', act('edit'), { data: { act: 'edit' } }),
      isOurs && button('Delete…', act('remove'), { data: { act: 'remove' } }),
    ].filter(Boolean);
  }

  #silencer(name) {
    const made = el(
      'select',
      { ariaLabel: `Silence ${name}`, data: { act: 'silence' } },
      el('option', { value: '' }, 'Silence…'),
      ...SILENCES.map(([seconds, words]) => el('option', { value: seconds }, words)),
    );
    made.addEventListener('change', async () => {
      if (made.value) {
        await this.#may.silence(this.#alert, Number(made.value));
        made.value = '';
      }
    });
    return made;
  }
}

function factsOf(alert, where) {
  const { rule } = alert;
  const silence = silenceWords(alert);
  return [
    el('h3', {}, mark(alert.state === 'inactive' && !isSilenced(alert) ? 'live' : alertShape(alert)), alert.name, el('span', { className: 'quiet' }, where)),
    el('p', { className: 'stands' }, standsWords(alert)),
    ...(silence ? [el('p', { className: 'silence' }, silence)] : []),
    el('p', { className: 'quiet' }, [ruleWords(rule), scheduleWords(rule), notifyWords(rule), `Severity: ${rule.severity}.`, ORIGINS[alert.origin]].join(' ')),
  ];
}
