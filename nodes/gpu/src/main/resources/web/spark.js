// The last five minutes as a small area, from zero; a gap stays a gap.
import { number } from './words.js';

const LEAST_TOP = 5;
// As long as its camera still counts as counted: store.js.
const GAP_SECONDS = 10;

export function drawSpark(canvas, recent, intervalMillis, style) {
  const ratio = Math.min(2, devicePixelRatio || 1);
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (!width || !height) {
    return;
  }
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, width, height);
  const line = 1.6 * ratio;
  const top = Math.max(LEAST_TOP, ...recent.filter((value) => value !== null));
  const x = (i) => (i / (recent.length - 1)) * (width - 2 * line) + line;
  const y = (value) => height - line - (value / top) * (height - 3 * line);
  context.fillStyle = style.getPropertyValue('--line');
  context.fillRect(0, height - ratio, width, ratio);
  for (const run of runs(recent, Math.max(GAP_SECONDS, (3 * (intervalMillis ?? 0)) / 1000))) {
    context.beginPath();
    run.forEach(([i, value], n) => (n ? context.lineTo(x(i), y(value)) : context.moveTo(x(i), y(value))));
    context.lineWidth = line;
    context.lineJoin = 'round';
    context.lineCap = 'round';
    context.strokeStyle = style.getPropertyValue('--spark');
    context.stroke();
    context.lineTo(x(run.at(-1)[0]), height);
    context.lineTo(x(run[0][0]), height);
    context.closePath();
    context.fillStyle = style.getPropertyValue('--spark-fill');
    context.fill();
  }
}

function runs(recent, longestGap) {
  const all = [];
  let run = null;
  recent.forEach((value, i) => {
    if (value === null) {
      return;
    }
    if (!run || i - run.at(-1)[0] > longestGap) {
      run = [];
      all.push(run);
    }
    run.push([i, value]);
  });
  return all;
}

/** The same in words. */
export function sparkWords(recent) {
  const known = recent.filter((value) => value !== null);
  return known.length
    ? `The last five minutes: from ${number(Math.min(...known))} to ${number(Math.max(...known))} people, ${number(known.at(-1))} last`
    : 'The last five minutes: nothing was counted';
}
