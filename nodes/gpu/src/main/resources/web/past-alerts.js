// Which alerts began and ended, the newest first; older ones on demand, and all as a file.
import { pastAddress } from './alert-words.js';
import { call } from './call.js';
import { button, el } from './dom.js';
import { mark } from './marks.js';
import { withoutNodes } from './past.js';
import { rows } from './settings-rows.js';
import { inZone, span as lasting } from './words.js';

const A_PAGE = 50;

export class PastAlerts {
  element;
  #list = el('div', { className: 'scrolled' });
  #older = button('Older', () => this.#more(), { hidden: true });
  #refused = el('p', { className: 'refused', role: 'alert' });
  #asked = new AbortController();
  #alerts = [];
  #before = null;
  #shown = A_PAGE;
  #isAsking = false;
  #wordsOf;

  /** @param wordsOf a camera or zone in words */
  constructor(wordsOf) {
    this.#wordsOf = wordsOf;
    this.element = el(
      'section',
      { className: 'card past-alerts', aria: { label: 'What alerts told' } },
      el('h3', {}, 'What alerts told'),
      this.#refused,
      this.#list,
      el('div', { className: 'row end' }, this.#older, el('a', { className: 'button', href: '/api/v1/history/alerts.csv', download: '' }, 'Download as CSV')),
    );
    this.look();
  }

  close() {
    this.#asked.abort();
  }

  /** Looks for new ones; older ones that are shown stay. */
  look() {
    return this.#ask({}, ({ alerts, before }) => {
      const newest = this.#alerts[0]?.number ?? 0;
      const isJoined = this.#alerts.length > 0 && (alerts.at(-1)?.number ?? 0) <= newest;
      if (!isJoined) {
        this.#alerts = [];
        this.#before = before ?? null;
      }
      const more = alerts.filter((it) => !isJoined || it.number > newest);
      if (more.length || !this.#list.hasChildNodes()) {
        this.#show(this.#fitting([...more, ...this.#alerts]));
      }
    });
  }

  // As many as there were stay: a page that is open for weeks does not grow; 'Older' has the rest again.
  #fitting(alerts) {
    if (alerts.length <= this.#shown) {
      return alerts;
    }
    this.#before = alerts[this.#shown - 1].number;
    return alerts.slice(0, this.#shown);
  }

  #more() {
    return this.#ask({ before: this.#before }, ({ alerts, before }) => {
      this.#before = before ?? null;
      this.#shown += A_PAGE;
      this.#show([...this.#alerts, ...alerts]);
    });
  }

  async #ask(query, take) {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    try {
      const { body } = await call('GET', `history/alerts?${new URLSearchParams({ limit: A_PAGE, ...query })}`, { signal: this.#asked.signal });
      this.#refused.textContent = withoutNodes(body.missing ?? []);
      take(body);
    } catch (refused) {
      if (refused.name !== 'AbortError') {
        this.#refused.textContent = refused.status === 404 ? 'This node keeps no history, and no list of what alerts told.' : refused.message;
      }
    } finally {
      this.#isAsking = false;
    }
  }

  #show(alerts) {
    this.#alerts = alerts;
    this.#older.hidden = this.#before === null;
    this.#list.replaceChildren(
      alerts.length
        ? rows('What alerts told, the newest first', ['When', 'Alert', 'Where', 'What happened', 'Told'], alerts.map((it) => line(it, this.#wordsOf(it.where))))
        : el('p', { className: 'quiet' }, 'No alert has begun or ended yet.'),
    );
  }
}

const clock = () => inZone({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** How an alert ended; of one that was taken away, the sentence that was told of it has why. */
export function endWords({ reason, lastedSeconds, sentence }) {
  const lasted = lastedSeconds === undefined ? '' : ` after ${lasting(lastedSeconds * 1000)}`;
  const why = { schedule: ', outside its times', removed: sentence ? `. ${sentence}` : '' }[reason] ?? '';
  return `ended${lasted}${why}`;
}

function line(alert, place) {
  const { atMillis, event, name, where, severity, silenced, notify, value } = alert;
  const begins = event === 'firing';
  const measured = value === undefined ? '' : `, at ${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(value)}`;
  const happened = begins ? `began (${severity})${measured}` : endWords(alert);
  const told = silenced ? 'nobody: silenced' : notify.join(', ') || 'nobody';
  return [el('a', { href: pastAddress(where, atMillis), title: 'That minute in its history' }, clock().format(atMillis)), name, place, el('span', { className: 'happened', data: { event } }, mark(begins ? severity : 'live'), happened), told];
}
