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

/**
 * @param where it looks, in words
 * @param may `silence`, `wake`, `edit`, `remove`: what is done; none where one may not
 */
export function alertCard(alert, where, may) {
  const { rule } = alert;
  const severity = isFiring(alert) ? rule.severity : 'none';
  return el(
    'article',
    { className: 'card alert', data: { severity, name: alert.name, state: alert.state } },
    el('h3', {}, mark(alert.state === 'inactive' && !isSilenced(alert) ? 'live' : alertShape(alert)), alert.name, el('span', { className: 'quiet' }, where)),
    el('p', { className: 'stands' }, standsWords(alert)),
    silenceWords(alert) ? el('p', { className: 'silence' }, silenceWords(alert)) : null,
    el('p', { className: 'quiet' }, [ruleWords(rule), scheduleWords(rule), notifyWords(rule), `Severity: ${rule.severity}.`, ORIGINS[alert.origin]].join(' ')),
    el(
      'div',
      { className: 'row' },
      ...(may ? tools(alert, may) : []),
      el('a', { className: 'button', href: pastAddress(rule.where, alert.sinceMillis ?? Date.now()), ariaLabel: `History of ${where}` }, 'History'),
    ),
  );
}

function tools(alert, may) {
  const isOurs = alert.origin === 'page';
  return [
    isSilenced(alert) ? button('End the silence', () => may.wake(alert), { data: { act: 'wake' } }) : silencer(alert, may),
    isOurs ? button('Change…', () => may.edit(alert), { data: { act: 'edit' } }) : null,
    isOurs ? button('Delete…', () => may.remove(alert), { data: { act: 'remove' } }) : null,
  ];
}

function silencer(alert, may) {
  const made = el(
    'select',
    { ariaLabel: `Silence ${alert.name}`, data: { act: 'silence' } },
    el('option', { value: '' }, 'Silence…'),
    ...SILENCES.map(([seconds, words]) => el('option', { value: seconds }, words)),
  );
  made.addEventListener('change', () => made.value && may.silence(alert, Number(made.value)));
  return made;
}
