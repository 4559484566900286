// What holds for all cameras together: the sum, what is wrong, the socket, and how they are shown.
import { drawLegend } from './heat.js';
import { mark } from './marks.js';
import { number, time, unit } from './words.js';

const byId = (id) => document.getElementById(id);

const TROUBLES = [
  ['silent', (n) => (n === 1 ? '1 camera without a count' : `${n} cameras without a count`)],
  ['away', (n) => (n === 1 ? '1 camera away' : `${n} cameras away`)],
  ['waiting', (n) => (n === 1 ? '1 camera not counted yet' : `${n} cameras not counted yet`)],
  ['late', (n) => `${n} late`],
];
const COLOURS = { silent: '--bad', away: '--away', waiting: '--away', late: '--late' };

export class Bar {
  #store;
  #wall;
  #troubles = '';
  #lostAt = 0;
  #againAt = 0;

  constructor(store, wall) {
    this.#store = store;
    this.#wall = wall;
    drawLegend(byId('legend-bar'));
    byId('order').value = wall.order;
    byId('order').addEventListener('change', () => (wall.order = byId('order').value));
    byId('heat').addEventListener('click', () => this.toggleHeat());
    byId('theme').addEventListener('click', () => this.toggleTheme());
    byId('help').addEventListener('click', () => this.help());
    this.#showHeat(localStorage.getItem('heat') !== 'off');
  }

  connected() {
    this.#lostAt = 0;
    byId('banner').hidden = true;
  }

  lost(againAt, tryNow) {
    this.#lostAt ||= Date.now();
    this.#againAt = againAt;
    const banner = byId('banner');
    if (banner.hidden) {
      const words = document.createElement('span');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Try now';
      button.addEventListener('click', tryNow);
      words.textContent = `The node cannot be reached since ${time(this.#lostAt)}. What is shown is from before. `;
      words.append(document.createElement('i'));
      banner.replaceChildren(words, button);
      banner.hidden = false;
    }
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
    const { people, counted, all } = this.#store.sum();
    text('sum-number', counted ? number(people) : '–');
    text('sum-people', `${counted ? unit(people) : 'people'} now`);
    text(
      'sum-cameras',
      counted === all ? `on ${all} ${all === 1 ? 'camera' : 'cameras'}` : `on ${counted} of ${all} cameras`,
    );
    this.#showTroubles(all);
  }

  toggleHeat() {
    const isOn = document.documentElement.classList.contains('heat-off');
    localStorage.setItem('heat', isOn ? 'on' : 'off');
    this.#showHeat(isOn);
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

  #showHeat(isOn) {
    document.documentElement.classList.toggle('heat-off', !isOn);
    byId('heat').setAttribute('aria-pressed', String(isOn));
  }

  #showTroubles(all) {
    const counts = new Map();
    for (const camera of this.#store.shown()) {
      counts.set(camera.state, (counts.get(camera.state) ?? 0) + 1);
    }
    const told = TROUBLES.filter(([state]) => counts.has(state)).map(([state, say]) => [state, say(counts.get(state))]);
    const { hidden } = this.#store;
    const key = JSON.stringify([told, all > 0, counts.has('lost'), hidden]);
    if (key === this.#troubles) {
      return;
    }
    this.#troubles = key;
    const isGood = all > 0 && !told.length && !counts.has('lost');
    byId('trouble').replaceChildren(
      ...(isGood ? [good()] : told.map(([state, words]) => this.#trouble(state, words))),
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

  #trouble(state, words) {
    const button = document.createElement('button');
    const sign = mark(state);
    button.type = 'button';
    button.title = 'Show these first';
    sign.style.fill = `var(${COLOURS[state]})`;
    button.append(sign, words);
    button.addEventListener('click', () => {
      byId('order').value = 'trouble';
      this.#wall.order = 'trouble';
    });
    return button;
  }
}

function good() {
  const words = document.createElement('span');
  const sign = mark('live');
  sign.style.fill = 'var(--ok)';
  words.className = 'good';
  words.append(sign, 'All cameras are counted');
  return words;
}

function text(id, words) {
  const element = byId(id);
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
