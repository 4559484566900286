// What is stored, why, how long; how to store less; and its deletion.
import { call } from './call.js';
import { el } from './dom.js';
import { EraseHistory } from './erase-history.js';
import { seriesKept, withoutNodes } from './past.js';
import { rows } from './settings-rows.js';
import { shortTime } from './words.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;

const lasting = (seconds) => {
  const [count, unit] = seconds % DAY === 0 ? [seconds / DAY, 'day'] : seconds % HOUR === 0 ? [seconds / HOUR, 'hour'] : [Math.round(seconds / 60), 'minute'];
  return `${new Intl.NumberFormat().format(count)} ${unit}${count === 1 ? '' : 's'}`;
};

export class PrivacyPage {
  #isAdmin;
  #refused = el('p', { className: 'refused', role: 'alert' });
  #stored = el('div', { className: 'scrolled' });
  #pictures = el('p', {});
  #kept = el('div', { className: 'scrolled' });
  #unencrypted = el('div', { className: 'scrolled' });
  #asked = new AbortController();

  constructor(main, { who }) {
    this.#isAdmin = who.role === 'admin';
    main.replaceChildren(
      el('div', { className: 'page-head' }, el('h2', {}, 'Privacy')),
      this.#refused,
      card(
        'Pictures',
        el('p', {}, 'No picture is stored, on no disk: each is counted, shown to who looks, and forgotten when the next one comes. Counting sees how many people there are and where in the picture; it knows no face, no name, and nobody again.'),
        this.#pictures,
        el('p', {}, 'To show no picture to anybody: throng.gpu-node.web.pictures = off in the settings file. Counts and maps of where people are go on; no picture leaves the node on any route. An edge node records films, pictures or maps only if whoever starts it says so (--record, --maps).'),
      ),
      ...(this.#isAdmin ? [card('Pictures that others can read on their way', this.#unencrypted)] : []),
      card('What is stored, why, and for how long', this.#stored),
      card('What is kept of each camera', el('p', { className: 'quiet' }, this.#isAdmin ? 'What you delete does not come back.' : 'Administrators delete it.'), this.#kept),
      card(
        'To store less',
        el('ul', {}, el('li', {}, 'No history at all: throng.gpu-node.history.keep = off. What earlier runs have kept stays in the state folder until its files, history.db and those that begin so, are deleted there.'), el('li', {}, 'A shorter one: throng.gpu-node.history.seconds, .minutes, .hours and .alerts.'), el('li', {}, 'Part of a picture that is not to be counted: draw a mask on the camera’s page.')),
      ),
    );
    this.#load();
  }

  close() {
    this.#asked.abort();
  }

  async #load() {
    const { signal } = this.#asked;
    try {
      const [stored, { kept, missing }] = await Promise.all([
        call('GET', 'stored', { signal }).then((it) => it.body),
        seriesKept(signal).catch(noneWithoutHistory),
      ]);
      this.#refused.textContent = withoutNodes(missing);
      this.#pictures.textContent = stored.pictures ? 'At this moment pictures are shown to everybody who may see their camera.' : 'At this moment pictures are off: nobody is shown any.';
      this.#stored.replaceChildren(storedTable(stored));
      this.#showKept(kept, stored.historyLeft);
      if (this.#isAdmin) {
        this.#showUnencrypted((await call('GET', 'unencrypted', { signal })).body.edges);
      }
    } catch (refused) {
      if (refused.name !== 'AbortError') {
        this.#refused.textContent = refused.message;
      }
    }
  }

  #showUnencrypted(edges) {
    const lines = edges.map(({ node, from, lastAtMillis }) => [node, from, shortTime(lastAtMillis)]);
    this.#unencrypted.replaceChildren(
      ...(lines.length
        ? [el('p', {}, 'These edge nodes came over the network unencrypted since this node began. Type gpu-node pair NAME where it runs.'), rows('Edge nodes that send unencrypted', ['Edge node', 'From', 'Last'], lines)]
        : [el('p', {}, 'None: no edge node has come over the network unencrypted since this node has certificates, and began.')]),
    );
  }

  #showKept(kept, left) {
    const cameras = new Map();
    for (const { series, fromSecond } of kept) {
      const camera = series.split('/').slice(0, 2).join('/');
      const known = cameras.get(camera) ?? { from: fromSecond, zones: 0 };
      cameras.set(camera, { from: Math.min(known.from, fromSecond), zones: known.zones + (series === camera ? 0 : 1) });
    }
    const lines = [...cameras].map(([camera, { from, zones }]) => [camera, shortTime(from * 1000), String(zones), this.#eraser(camera)]);
    this.#kept.replaceChildren(
      lines.length ? rows('Cameras of which something is kept', ['Camera', 'Since', 'Zones', ''], lines) : el('p', {}, left.length ? leftWords(left) : 'Nothing is kept.'),
    );
  }

  #eraser(camera) {
    if (!this.#isAdmin) {
      return '';
    }
    const eraser = new EraseHistory(() => this.#load());
    eraser.use(camera);
    eraser.element.textContent = 'Delete…';
    eraser.element.setAttribute('aria-label', `Delete the history of ${camera}`);
    return eraser.element;
  }
}

const noneWithoutHistory = (refused) => {
  if (refused.status === 404) {
    return { kept: [], missing: [] };
  }
  throw refused;
};

const card = (title, ...children) => el('section', { className: 'card part' }, el('h3', {}, title), ...children);

const leftWords = (files) =>
  `No history is kept now, but that of an earlier run still lies in the node’s state folder: ${files.join(', ')}. Nobody deletes it but you: remove what is named from that folder. The node does without it.`;

function storedTable({ history, historyLeft, signInSeconds, linkSeconds }) {
  const past = history
    ? [
        ['Counts of each second', 'the last hours, in full', lasting(history.secondsFor)],
        ['Counts of each minute', 'days and weeks, and their peaks', lasting(history.minutesFor)],
        ['Counts of each hour', 'seasons and years', lasting(history.hoursFor)],
        ['Begins and ends of alerts', 'to look up what was told, and when', lasting(history.alertsFor)],
        ['A history file that was damaged', 'to save what can be saved', `${lasting(history.minutesFor)}, or until a camera’s history is deleted`],
      ]
    : [['Counts', 'no history is kept', 'not at all'], ...historyLeft.map((file) => [`A history of an earlier run: ${file}`, 'nothing', 'until somebody deletes the file'])];
  return rows('What is stored', ['What', 'What for', 'For how long'], [
    ...past,
    ['Users: name, role, cameras, digest of the password', 'to let them in', 'until they are removed'],
    ['Tokens: name, role, cameras, digest', 'to let programs in', 'until they are removed'],
    ['Who is signed in', 'so that nobody signs in at each look', `${lasting(signInSeconds)} after the last look`],
    ['Links that sign somebody in', 'to invite them', lasting(linkSeconds)],
    ['Zones, ground, calibration, alerts, groups, bands', 'to count places and warn', 'until somebody deletes them'],
    ['Which cameras were counted, when, and how many people at last', 'to show those that are away', 'until an operator removes one that is away; of those the last 256'],
    ['Pictures held still to calibrate the count', 'in memory only, while somebody counts them', 'some minutes'],
    ['Messages that wait to be sent', 'webhooks and mails of alerts, until they have arrived', 'a week at most'],
    ['Names of cameras, zones and alerts that an MQTT broker was told of', 'to take them back there', 'until they are gone'],
    ['Certificates: names of edge and GPU nodes, and keys', 'to know who sends', 'a year each, and who was sent away for ever'],
    ['The log: names, addresses of the network, what went wrong', 'to find out why', 'as the machine keeps its logs'],
  ]);
}
