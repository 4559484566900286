// The past of a camera or zone: a day or a week, its peaks, and when it is usually full.
import { button, el } from './dom.js';
import { placeWords } from './camera-names.js';
import { EraseHistory } from './erase-history.js';
import { HistoryChart } from './history-chart.js';
import { asTable, peaks, tallies } from './history-tables.js';
import { weekMap } from './history-week.js';
import { HistoryZoom } from './history-zoom.js';
import { Picker } from './history-picker.js';
import { csvOf, groupsMade, isGroup, meanOf, minutesKept, monthOf, pointsOf, ratioToWeekBefore, seriesKept, spanOf, weekOf, withoutNodes } from './past.js';
import { inZone, number, span as lasting, unit } from './words.js';

// As often as a curve that includes this moment is drawn anew.
const EVERY_TICKS = 240;

export class HistoryPage {
  #who;
  #chart = new HistoryChart();
  #picker;
  #say = el('p', { className: 'said', role: 'status' });
  #warn = el('div', { className: 'card warn', role: 'alert', hidden: true });
  #title = el('h3');
  #words = el('p', { className: 'lead' });
  #isRefused = false;
  #download = el('a', { className: 'button', download: '' }, 'Download as CSV');
  #below = el('div', { className: 'columns' });
  #table = el('div');
  #figure;
  #erase;
  #zoom;
  #keep;
  #open = new AbortController();
  #asked = null;
  #ticks = 0;
  #isDue = false;
  #minutesFor = Infinity;

  constructor(main, { store, who, query, keep }) {
    this.#who = who;
    this.#keep = keep;
    this.#picker = new Picker(query, who.timeZone, (where) => placeWords(store, where), () => this.#load({ isStep: true }));
    this.#zoom = new HistoryZoom(this.#chart, () => this.#picker.part !== null, (part) => this.#picker.look(part));
    this.#erase = who.role === 'admin' ? new EraseHistory(() => this.#erased()) : null;
    this.#figure = el(
      'section',
      { className: 'card figure' },
      this.#title,
      this.#words,
      this.#chart.element,
      this.#zoom.element,
      el('div', { className: 'row end' }, this.#erase?.element ?? null, this.#download),
    );
    main.replaceChildren(
      el('div', { className: 'page-head' }, el('h2', {}, 'History'), this.#picker.element),
      this.#warn,
      this.#say,
      this.#figure,
      this.#table,
      this.#below,
    );
    this.#begin();
  }

  tick() {
    this.#ticks += 1;
    this.#isDue ||= this.#ticks % EVERY_TICKS === 0;
    // Below somebody's hands nothing is drawn anew.
    if (this.#isDue && !this.#zoom.isChoosing) {
      this.#isDue = false;
      if (this.#picker.isNow) {
        this.#load({ isAgain: this.#figure.ariaBusy !== 'true' });
      }
    }
  }

  /** Shows what the address says by now: somebody went there, or back. */
  follow(query) {
    this.#picker.take(query);
    this.#load();
  }

  close() {
    this.#open.abort();
    this.#asked?.abort();
    this.#zoom.close();
    this.#chart.close();
  }

  async #begin() {
    this.#figure.hidden = true;
    this.#warn.hidden = true;
    this.#look();
    try {
      const [{ kept, missing }, groups, minutesFor] = await Promise.all([
        seriesKept(this.#open.signal),
        groupsMade(this.#open.signal),
        // Not known, it is taken for minutes, as nearly all are.
        minutesKept(this.#open.signal).catch(() => Infinity),
      ]);
      this.#minutesFor = minutesFor;
      this.#picker.offer(kept, groups);
      this.#say.textContent = withoutNodes(missing);
    } catch (refused) {
      this.#refused(refused, refused.status === 404 ? 'This node keeps no history: throng.gpu-node.history.keep is off, or it may not write to its folder.' : refused.message);
      return;
    }
    if (this.#picker.series) {
      this.#load();
    } else {
      this.#below.replaceChildren();
      this.#table.replaceChildren();
      this.#say.textContent = 'Nothing is kept yet: what a camera counts appears here some seconds later.';
    }
  }

  #erased() {
    this.#picker.series = '';
    this.#begin();
  }

  // Counting goes on while nothing can be written; who looks at the past is to know of it.
  async #look() {
    const ready = await fetch('/readyz', { cache: 'no-store' }).then((it) => it.json(), () => null);
    const state = ready?.checks?.history;
    if (state === 'full') {
      this.#warned('The history has as many cameras and zones as it may have (throng.gpu-node.history.max-series): of further ones nothing is kept.');
    } else if (state === 'failing') {
      this.#warned('The history cannot be written at this moment. Counting goes on; what is not written is missing here, and the node’s log tells why.');
    }
  }

  #warned(sentence) {
    this.#warn.hidden = false;
    this.#warn.replaceChildren(el('p', {}, sentence), el('div', { className: 'row' }, button('Try again', () => this.#begin())));
  }

  #refused(refused, sentence) {
    if (refused.name !== 'AbortError') {
      this.#warned(sentence);
    }
  }

  /** `isStep`: somebody chose something else, and may go back. `isAgain`: what is drawn is this, only older. */
  async #load({ isStep = false, isAgain = false } = {}) {
    if (!this.#picker.series) {
      return;
    }
    this.#asked?.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const { series, isCompared, part } = this.#picker;
    const span = spanOf(this.#picker.kind, this.#picker.day, this.#who.timeZone, part);
    this.#keep(this.#picker.query, isStep);
    this.#figure.ariaBusy = 'true';
    this.#download.href = csvOf(series, span, this.#minutesFor);
    if (this.#erase) {
      this.#erase.element.hidden = isGroup(series);
      this.#erase.use(series);
    }
    try {
      const [axis, ratio, week, month] = await Promise.all([
        pointsOf(series, span, isCompared, signal),
        isCompared && !part ? ratioToWeekBefore(series, span, signal) : null,
        weekOf(series, this.#who.timeZone, signal),
        monthOf(series, this.#who.timeZone, signal),
      ]);
      // Of something else than is looked at by now nothing is drawn.
      if (!signal.aborted) {
        this.#figure.ariaBusy = 'false';
        this.#isDue = isAgain && this.#zoom.isChoosing;
        if (!this.#isDue) {
          this.#show(span, axis, ratio, week, month);
        }
      }
    } catch (refused) {
      if (!signal.aborted) {
        this.#refused(refused, refused.message);
        this.#isRefused = true;
        this.#figure.ariaBusy = 'false';
        if (!isAgain) {
          this.#clear();
        }
      }
    }
  }

  #clear() {
    this.#figure.hidden = true;
    this.#table.replaceChildren();
    this.#below.replaceChildren();
  }

  #show(span, axis, ratio, week, month) {
    const told = inWords(span, axis, ratio);
    if (this.#isRefused) {
      this.#isRefused = false;
      this.#warn.hidden = true;
    }
    this.#title.textContent = this.#picker.label;
    this.#zoom.show(span);
    this.#say.textContent = withoutNodes(axis.missing);
    this.#words.textContent = told;
    this.#figure.hidden = false;
    this.#chart.at = this.#picker.at;
    this.#chart.draw(span, axis, this.#picker.isCompared, `${this.#picker.label}: ${told} The table below has the numbers.`);
    const isOpen = this.#table.querySelector('details')?.open ?? false;
    this.#table.replaceChildren(asTable(span, axis));
    this.#table.querySelector('details').open = isOpen;
    this.#below.replaceChildren(weekMap(week), tallies(month), peaks(month));
  }
}

// A sum that lacks a camera is too low: it is told, and is in no mean.
function missingWords(points, cameras, step) {
  const lacking = points.filter((it) => it.isPart);
  if (!lacking.length) {
    return cameras > 1 ? [`The sum of ${cameras} cameras.`] : [];
  }
  const least = Math.min(...lacking.map((it) => it.cameras));
  return [`The sum of ${cameras} cameras; in ${lasting(lacking.length * step * 1000)} at least one is missing (as few as ${least} were counted), and the sum is too low there.`];
}

function titleOf(span) {
  const day = inZone({ weekday: 'long', day: 'numeric', month: 'long' });
  if (span.isPart) {
    const clock = inZone({ hour: '2-digit', minute: '2-digit' });
    const [first, last] = [day.format(span.from), day.format(span.to)];
    return `${first}, ${clock.format(span.from)} to ${last === first ? '' : `${last}, `}${clock.format(span.to)}`;
  }
  return span.kind === 'week' ? `The week from ${day.format(span.from)}` : day.format(span.from);
}

function inWords(span, { points, isCorrected, cameras, step }, ratio) {
  const title = titleOf(span);
  if (!points.length) {
    return `${title}: nothing was counted.`;
  }
  const best = points.reduce((most, it) => (it.max > most.max ? it : most));
  const at = inZone({ ...(span.kind === 'week' && { weekday: 'long' }), hour: '2-digit', minute: '2-digit' }).format(best.at * 1000);
  const covered = points.reduce((sum, it) => sum + it.coveredSeconds, 0) * 1000;
  const mean = meanOf(points);
  const parts = [
    `${title}: at most ${number(best.max)} ${unit(best.max)}, around ${at}${mean === null ? '' : `; ${number(mean)} in the mean`}.`,
    `Counted${cameras > 1 ? ' by all cameras' : ''} for ${lasting(covered)} of ${lasting(Math.min(span.to, Date.now()) - span.from)}.`,
    ...missingWords(points, cameras, step),
  ];
  if (ratio !== null) {
    const percent = Math.round((ratio - 1) * 100);
    parts.push(percent ? `${Math.abs(percent)} % ${percent > 0 ? 'more' : 'fewer'} than the week before, in the hours that both have.` : 'As many as the week before, in the hours that both have.');
  }
  if (isCorrected) {
    parts.push('Counts are corrected by the factor that was in force.');
  }
  return parts.join(' ');
}
