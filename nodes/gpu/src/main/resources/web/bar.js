// What holds for all cameras together: the sum, what is wrong, the socket, and how they are shown.
import { alertShape, alertWords } from './alert-words.js';
import { placeWords } from './camera-names.js';
import { button, el } from './dom.js';
import { drawLegend } from './heat.js';
import { mark } from './marks.js';
import { sound } from './sound.js';
import { tellFiring } from './title.js';
import { TrendMark } from './trend-mark.js';
import { number, time, unit } from './words.js';

const byId = (id) => document.getElementById(id);

const TROUBLES = [
  ['silent', 'no count', (n) => (n === 1 ? '1 camera without a count' : `${n} cameras without a count`)],
  ['away', 'away', (n) => (n === 1 ? '1 camera away' : `${n} cameras away`)],
  ['waiting', 'not yet', (n) => (n === 1 ? '1 camera not counted yet' : `${n} cameras not counted yet`)],
  ['late', 'late', (n) => `${n} late`],
];
const MOST_FIRING = 2;
const WIDE = 1500;
const LEGEND_MILLIS = 8_000;
const COLOURS = { silent: '--away', away: '--away', waiting: '--away', late: '--late' };

export class Bar {
  #store;
  #wall;
  #trend = new TrendMark('trend');
  #troubles = '';
  #firing = null;
  #heard = null;
  #lostAt = 0;
  #isSignedOut = false;
  #againAt = 0;
  #refusal = '';
  #legend = 0;

  constructor(store, wall) {
    this.#store = store;
    this.#wall = wall;
    drawLegend(byId('legend-bar'));
    byId('sum-trend').append(this.#trend.element);
    byId('order').value = wall.order;
    byId('order').addEventListener('change', () => (wall.order = byId('order').value));
    byId('heat').addEventListener('click', () => this.toggleHeat());
    byId('theme').addEventListener('click', () => this.toggleTheme());
    byId('help').addEventListener('click', () => this.help());
    this.showHeat(localStorage.getItem('heat') !== 'off');
  }

  connected() {
    this.#lostAt = 0;
    this.#isSignedOut = false;
    byId('banner').hidden = true;
  }

  /**
   * @param againAt when it is tried again, of performance.now()
   * @param quiet for how many milliseconds nothing has come
   * @param refusal why the node, which answers, tells this page nothing; '': it does not answer
   */
  lost(againAt, quiet, tryNow, refusal) {
    this.#lostAt ||= Date.now() - quiet;
    this.#againAt = againAt;
    const banner = byId('banner');
    if (banner.hidden || refusal !== this.#refusal) {
      this.#refusal = refusal;
      this.#isSignedOut = false;
      const why = refusal || `The node cannot be reached since ${time(this.#lostAt)}.`;
      banner.replaceChildren(
        el('span', {}, `${why} What is shown is from before. `, document.createElement('i')),
        button('Try now', tryNow),
      );
      banner.hidden = false;
    }
  }

  /** @param comeInAgain leaves this page for the form to sign in */
  signedOut(comeInAgain) {
    if (this.#isSignedOut) {
      return;
    }
    this.#isSignedOut = true;
    const words = 'You have been signed out, and what you have not saved here would be lost. It stays if you sign in in another tab.';
    byId('banner').replaceChildren(el('span', {}, words), button('Sign in here', comeInAgain));
  }

  tick() {
    if (this.#lostAt) {
      const seconds = Math.max(0, Math.ceil((this.#againAt - performance.now()) / 1000));
      const next = byId('banner').querySelector('i');
      if (next) {
        next.textContent = seconds ? `Next try in ${seconds} s.` : 'Trying…';
        next.setAttribute('aria-hidden', 'true');
      }
    }
    this.#showFiring();
    if (byId('now').hidden) {
      return;
    }
    const sum = this.#store.sum();
    this.#showSum(sum);
    this.#showTroubles(sum.all);
  }

  toggleHeat() {
    const isOn = document.documentElement.classList.contains('heat-off');
    localStorage.setItem('heat', isOn ? 'on' : 'off');
    this.showHeat(isOn);
    this.#showLegend();
  }

  toggleTheme() {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
  }

  nextOrder() {
    const order = byId('order');
    order.selectedIndex = (order.selectedIndex + 1) % order.options.length;
    this.#wall.order = order.value;
  }

  help() {
    byId('keys').showModal();
  }

  // On a phone it has no place of its own.
  #showLegend() {
    const { classList } = document.documentElement;
    clearTimeout(this.#legend);
    classList.add('heat-touched');
    this.#legend = setTimeout(() => classList.remove('heat-touched'), LEGEND_MILLIS);
  }

  /** For now; what was chosen in this browser stays. */
  showHeat(isOn) {
    document.documentElement.classList.toggle('heat-off', !isOn);
    byId('heat').setAttribute('aria-pressed', String(isOn));
  }

  // That nothing is counted is to be seen from as far as a number.
  #showSum({ people, counted, all, trend }) {
    const isNone = all > 0 && !counted;
    byId('sum').classList.toggle('none', isNone);
    text('sum-number', counted ? number(people) : isNone ? 'No camera is counted' : '–');
    text('sum-people', isNone ? '' : `${counted ? unit(people) : 'people'} now`);
    text('sum-cameras', isNone ? '' : counted === all ? `on ${all} ${all === 1 ? 'camera' : 'cameras'}` : `on ${counted} of ${all} cameras`);
    this.#trend.update(counted ? trend : {});
  }

  /** Names what fires, on every page; a reader hears only what is new. */
  #showFiring() {
    const firing = this.#store.firing();
    const told = firing.slice(0, innerWidth < WIDE ? 1 : MOST_FIRING).map((alert) => [alert, this.#placeOf(alert), alertWords(alert)]);
    const more = firing.length - told.length;
    const isKept = !this.#store.history.isFailing;
    const key = JSON.stringify([told.map(([alert, ...words]) => [alert.severity, words]), more, isKept]);
    if (key === this.#firing) {
      return;
    }
    this.#firing = key;
    tellFiring(firing.map((it) => it.name));
    this.#sound(firing);
    byId('firing').replaceChildren(
      ...told.map(([alert, what, how]) =>
        el(
          'a',
          { className: 'fires', href: '#/alerts', title: `${alert.name} (${alert.severity}) at ${placeWords(this.#store, alert.where)}: ${how}`, data: { severity: alert.severity } },
          mark(alertShape(alert)),
          el('span', { className: 'unseen' }, `${alert.severity}: `),
          el('span', { className: 'words' }, el('b', {}, alert.name), ` ${what} ${how}`),
        ),
      ),
      ...(isKept ? [] : [notKept()]),
      ...(more ? [el('a', { className: 'fires more', href: '#/alerts' }, `${more} more`)] : []),
    );
  }

  // Where there is one edge node only, its name tells nothing; a title tells all that there is room for, unless
  // it is another camera's, too.
  #placeOf({ where }) {
    const [node, name, zone] = where.split('/');
    const title = this.#store.cameras.get(`${node}/${name}`)?.title;
    const isOne = [...this.#store.cameras.values()].filter((it) => it.title === title).length === 1;
    if (title !== undefined && isOne) {
      return zone === undefined ? title : `${title}: ${zone}`;
    }
    return this.#store.isOneNode ? where.split('/').slice(1).join('/') : where;
  }

  // Once for each that begins, not for those that were there when the page was opened.
  #sound(firing) {
    const names = new Set(firing.map((it) => `${it.name} ${it.where} ${it.sinceMillis}`));
    if (this.#heard && [...names].some((it) => !this.#heard.has(it))) {
      sound();
    }
    this.#heard = this.#store.isKnown ? names : null;
  }

  #showTroubles(all) {
    const counts = new Map();
    const shown = this.#store.shown();
    for (const camera of shown.filter((it) => !it.isNodeAway)) {
      counts.set(camera.state, (counts.get(camera.state) ?? 0) + 1);
    }
    const told = [
      ...nodesAway(shown),
      ...TROUBLES.filter(([state]) => counts.has(state)).map(([state, short, say]) => [
        state,
        say(counts.get(state)),
        `${counts.get(state)} ${short}`,
      ]),
    ];
    const { hidden } = this.#store;
    const key = JSON.stringify([told, all > 0, counts.has('lost'), hidden]);
    if (key === this.#troubles) {
      return;
    }
    this.#troubles = key;
    const isGood = all > 0 && !told.length && !counts.has('lost');
    byId('trouble').replaceChildren(
      ...(isGood ? [good()] : told.map((trouble) => this.#trouble(...trouble))),
      ...(hidden ? [this.#unhide(hidden)] : []),
    );
  }

  #unhide(hidden) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Show ${hidden} hidden`;
    button.addEventListener('click', () => {
      this.#store.unhideAll();
      this.#wall.arrange();
    });
    return button;
  }

  #trouble(state, words, short) {
    const button = document.createElement('button');
    const sign = mark(state);
    button.type = 'button';
    button.title = `${words}: show these first`;
    sign.style.fill = `var(${COLOURS[state]})`;
    button.append(sign, el('span', { className: 'words' }, words), el('span', { className: 'short' }, short));
    button.addEventListener('click', () => {
      byId('order').value = 'trouble';
      this.#wall.order = 'trouble';
    });
    return button;
  }
}

/** One entry for all cameras of edge nodes that are not connected. */
function nodesAway(cameras) {
  const gone = cameras.filter((it) => it.isNodeAway);
  const nodes = [...new Set(gone.map((it) => it.node))];
  const words = nodes.length === 1 ? `Node ${nodes[0]} away` : `${nodes.length} nodes away`;
  const of = gone.length === 1 ? '1 camera' : `${gone.length} cameras`;
  return nodes.length ? [['away', `${words}, with ${of}`, words]] : [];
}

const notKept = () =>
  el(
    'a',
    { className: 'fires', href: '#/history', title: 'The history cannot be written. Counting goes on.', data: { severity: 'warning' } },
    mark('warning'),
    el('span', { className: 'words' }, 'What is counted is not kept'),
  );

function good() {
  const words = document.createElement('span');
  const sign = mark('live');
  sign.style.fill = 'var(--ok)';
  words.className = 'good';
  words.append(
    sign,
    el('span', { className: 'words' }, 'All cameras are counted'),
    el('span', { className: 'short', aria: { hidden: true } }, 'All counted'),
  );
  return words;
}

function text(id, words) {
  const element = byId(id);
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
