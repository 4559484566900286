// The curve of a day or a week, and of the week before; a gap stays a gap.
import { el } from './dom.js';
import { hoursBetween, minutesBetween } from './site-time.js';
import { inZone, number, unit } from './words.js';

const HEIGHT = 340;
const DAY = 86_400_000;
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180];

export class HistoryChart {
  element = el('div', { className: 'chart', role: 'application', aria: { roledescription: 'curve' } });
  /** A moment that is marked; null: none is. */
  at = null;
  #chart = null;
  #drawn = null;
  #theme = new MutationObserver(() => this.#drawn && this.draw(...this.#drawn));
  #size = new ResizeObserver(() => this.#chart?.setSize(this.#dimensions()));

  constructor() {
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#size.observe(this.element);
  }

  /** @param label the same in words, for who cannot see it */
  async draw(span, axis, isCompared, label) {
    this.#drawn = [span, axis, isCompared, label];
    const drawn = this.#drawn;
    const { default: uPlot } = await import('./uplot.js');
    if (this.#drawn !== drawn) {
      return;
    }
    this.#chart?.destroy();
    this.element.setAttribute('aria-label', label);
    const isGroup = axis.cameras !== undefined;
    const data = [axis.x, axis.min, axis.max, axis.mean, ...(isGroup ? [axis.part] : []), ...(isCompared ? [axis.before] : [])];
    this.#chart = new uPlot(this.#options(span, isCompared, isGroup), data, this.element);
  }

  /** What it is drawn with; null: nothing is drawn yet. */
  get plot() {
    return this.#chart;
  }

  /** The time and the mean of one of its points. */
  wordsAt(place) {
    const [span, axis] = this.#drawn;
    const mean = axis.mean[place];
    return `${timeOf(span)(axis.x[place] * 1000)}: ${mean === null ? 'no count' : `${number(mean)} ${unit(mean)}`}`;
  }

  close() {
    this.#theme.disconnect();
    this.#size.disconnect();
    this.#chart?.destroy();
    this.#drawn = null;
  }

  #dimensions() {
    return { width: Math.max(240, this.element.clientWidth), height: innerWidth < 700 ? 260 : HEIGHT };
  }

  #mark(plot, colour) {
    const { left, top, width, height } = plot.bbox;
    const x = this.at === null ? -1 : plot.valToPos(this.at / 1000, 'x', true);
    if (x >= left && x <= left + width) {
      plot.ctx.save();
      plot.ctx.strokeStyle = colour;
      plot.ctx.lineWidth = 2 * devicePixelRatio;
      plot.ctx.beginPath();
      plot.ctx.moveTo(x, top);
      plot.ctx.lineTo(x, top + height);
      plot.ctx.stroke();
      plot.ctx.restore();
    }
  }

  #options(span, isCompared, isGroup) {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const people = (plot, value, series, at) => (at === null ? '–' : value === null || value === undefined ? 'no count' : number(value));
    const missing = (plot, value, series, at) => (at === null ? '–' : value === null || value === undefined ? 'no' : 'yes');
    const line = { value: people, points: { show: false } };
    return {
      ...this.#dimensions(),
      legend: { live: true },
      cursor: { y: false, points: { size: 8 }, drag: { x: false, y: false, setScale: false } },
      select: { show: true },
      scales: { x: { time: true, range: [span.from / 1000, span.to / 1000] }, y: { range: (plot, low, high) => [0, Math.max(5, high * 1.08)] } },
      hooks: { draw: [(plot) => this.#mark(plot, colour('--accent'))] },
      bands: [{ series: [2, 1], fill: colour('--spark-fill') }],
      axes: [timeAxis(span, colour), peopleAxis(colour)],
      series: [
        { label: 'Time', value: (plot, second) => (second === null ? '–' : timeOf(span)(second * 1000)) },
        { ...line, label: 'Least', stroke: 'transparent' },
        { ...line, label: 'Most', stroke: 'transparent' },
        { ...line, label: 'Mean', stroke: colour('--spark'), width: 2.5 },
        ...(isGroup ? [{ ...line, label: 'A camera is missing', value: missing, stroke: colour('--bad'), width: 5, points: { show: true, size: 7, fill: colour('--bad') } }] : []),
        ...(isCompared ? [{ ...line, label: 'The week before', stroke: colour('--late'), width: 2, dash: [6, 5] }] : []),
      ],
    };
  }
}

const timeOf = (span) => {
  const format = inZone({
    ...(span.kind === 'week' && { weekday: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(span.step < 60 && { second: '2-digit' }),
  });
  return (millis) => format.format(millis);
};

// A whole day has its hours; a part of it so many minutes as leave room for words.
function splitsOf({ from, to, zone }, isOfDays, isNarrow) {
  if (to - from > DAY / 2) {
    return hoursBetween(from, to, isOfDays ? 24 : isNarrow ? 6 : 3, zone);
  }
  const most = isNarrow ? 5 : 9;
  const minutes = MINUTES.find((it) => (to - from) / 60_000 / it <= most) ?? MINUTES.at(-1);
  return minutesBetween(from, to, minutes, zone);
}

function timeAxis(span, colour) {
  const isNarrow = innerWidth < 700;
  const isOfDays = span.to - span.from > 2 * DAY;
  const splits = splitsOf(span, isOfDays, isNarrow).map((it) => it / 1000);
  const format = isOfDays
    ? inZone({ weekday: 'short', ...(!isNarrow && { day: 'numeric', month: 'short' }) })
    : inZone({ hour: '2-digit', minute: '2-digit' });
  return {
    splits: () => splits,
    values: (plot, given) => given.map((it) => format.format(it * 1000)),
    ...looks(colour),
  };
}

const peopleAxis = (colour) => ({
  size: 52,
  label: 'people',
  labelFont: '13px system-ui, sans-serif',
  labelSize: 22,
  values: (plot, given) => given.map((it) => (Number.isInteger(it) ? number(it) : '')),
  ...looks(colour),
});

const looks = (colour) => ({
  stroke: colour('--quiet'),
  font: '13px system-ui, sans-serif',
  grid: { stroke: colour('--line'), width: 1 },
  ticks: { stroke: colour('--line'), width: 1 },
});
