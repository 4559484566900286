// What follows from the pictures that were counted: the error, a factor, and whether it is in use.
import { decimal, factorWords, moment, rangeWords } from './camera-words.js';
import { button, el } from './dom.js';
import { number } from './words.js';

const EXAMPLE = 50;

const networkWords = (network) => (network ? `${network.name} ${network.version}` : 'the network');

/** Another network counts than the one that the factor was accepted for; null: it does not. */
export function otherNetwork({ calibration }, use, tools) {
  if (calibration.state !== 'unconfirmed') {
    return null;
  }
  const { accepted, acceptedFor, network } = calibration;
  const words = `The factor of ${factorWords(accepted.factor)} was found for ${networkWords(acceptedFor)}. Now
    ${networkWords(network)} counts, which may be off otherwise; so nothing is corrected until you say so.`;
  return el(
    'section',
    { className: 'card warn' },
    el('h4', {}, 'Another network counts now'),
    el('p', {}, words),
    tools(
      button('Use it all the same', () => use('confirmed', 'The factor is in use.'), { className: 'main' }),
      button('Forget it', () => use('none', 'The factor is forgotten.')),
    ),
  );
}

/** The factor that counts are multiplied by; null: there is none. */
export function factorInUse({ calibration }, use, tools) {
  if (calibration.state !== 'in-force') {
    return null;
  }
  const { accepted, acceptedMillis } = calibration;
  return el(
    'section',
    { className: 'card good factor-in-use' },
    el('h4', {}, `In use: × ${factorWords(accepted.factor)}`),
    el('p', {}, `Since ${moment(acceptedMillis)} counts are shown and published corrected. History keeps them as the network gave them.`),
    tools(button('Stop using it', () => use('none', 'Counts are shown as the network gives them.'))),
  );
}

/** How far the count is off, and the factor that would put it right; null: too little is known. */
export function proposal({ pairs, forInterval, bias, error, proposed, calibration }, use, tools) {
  const used = pairs.filter((pair) => pair.used).length;
  if (used < forInterval || error === undefined) {
    return null;
  }
  const { accepted } = calibration;
  const isInUse = calibration.state === 'in-force' && accepted.factor === proposed?.factor;
  const facts = [
    fact('Off by', `${decimal(error)} people`, 'in the mean'),
    fact('Bias', `${decimal(Math.abs(bias))} too ${bias > 0 ? 'many' : 'few'}`, 'in the mean'),
  ];
  if (proposed) {
    facts.push(fact('Factor', `× ${factorWords(proposed.factor)}`, intervalWords(proposed)));
  }
  return el(
    'section',
    { className: 'card proposal' },
    el('h4', {}, `What ${used} pictures tell`),
    el('dl', { className: 'facts-list' }, ...facts),
    ...(proposed && !isInUse
      ? [
          el('p', {}, example(proposed)),
          tools(button('Use it', () => use('proposed', 'The factor is in use.'), { className: 'main count-accept' })) ?? '',
        ]
      : []),
  );
}

/** How many pictures are missing; null: none is. */
export function progress({ pairs, ratios, forInterval }) {
  const used = pairs.filter((pair) => pair.used).length;
  if (used === 0 || ratios >= forInterval) {
    return null;
  }
  const missing = forInterval - ratios;
  const dots = Array.from({ length: forInterval }, (_, i) => el('i', { className: i < ratios ? 'done' : '' }));
  return el(
    'p',
    { className: 'progress' },
    el('span', { className: 'dots', aria: { hidden: 'true' } }, ...dots),
    `${ratios} of ${forInterval} pictures with people; ${missing} more until a factor is proposed.`,
  );
}

const intervalWords = ({ low, high }) =>
  low === undefined ? '' : `95 of 100 pictures: ${factorWords(low)} to ${factorWords(high)}`;

function example({ factor, low, high }) {
  const range = low === undefined ? '' : ` (${rangeWords({ low: low * EXAMPLE, high: high * EXAMPLE })})`;
  return `Where the network counts ${EXAMPLE}, ${number(EXAMPLE * factor)}${range} would be shown. Use it?`;
}

const fact = (name, value, more) =>
  el('div', {}, el('dt', {}, name), el('dd', {}, el('b', {}, value), ' ', el('small', {}, more)));
