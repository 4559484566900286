// The number of columns with which all tiles fill the screen; more than it can hold are scrolled.

const GAP = 12;
const PADDING = 24;
const SMALLEST = 160;
const BORDER = 2;
export const PHONE = 700;
// More than so many are a list on a phone.
const MOST_LARGE = 2;

/** What a tile has below its picture, for its width; as tile.css has it. */
const COMPACT = 240;
const BELOW_COMPACT = 63;
/** What it may have in addition, where there is height for it. */
const TALL = 27;
const below = (width) => {
  if (width <= COMPACT) {
    return BELOW_COMPACT;
  }
  const between = (least, share, most) => Math.min(most, Math.max(least, width * share));
  const words = between(12, 0.036, 16);
  const who = between(15, 0.05, 22) * 1.25 + words * 1.35 + between(22, 0.08, 40) + 8;
  const count = between(36, 0.16, 92) + words + 2;
  return Math.max(who, count) + 18;
};

const isKiosk = () => document.documentElement.classList.contains('kiosk');

const widthOf = (main) => main.clientWidth - (innerWidth <= PHONE ? 20 : PADDING);
const heightOf = (main, taken) => innerHeight - main.offsetTop - taken - PADDING / 2;

/** Below each other, each in rows of its own. */
const rowsOf = (counts, columns) => counts.reduce((sum, it) => sum + Math.ceil(it / columns), 0);

/** What is between rows of the same section. */
const gapsOf = (counts, rows) => (rows - counts.length) * GAP;

/**
 * Whether so many tiles fit without scrolling, and can be read.
 *
 * @param counts how many tiles each section has
 * @param shape of the highest one
 * @param taken how much of the height headings and sums take
 */
export function canBeRead(main, counts, shape, taken) {
  const columns = Math.max(1, Math.floor((widthOf(main) + GAP) / (SMALLEST + GAP)));
  const rows = rowsOf(counts, columns);
  return rows * (SMALLEST / shape + BELOW_COMPACT + BORDER) + gapsOf(counts, rows) <= heightOf(main, taken);
}

/**
 * @param counts how many tiles each section has
 * @param taken how much of the height is taken by what is above tiles
 */
export function fit(main, tiles, counts, taken) {
  if (!tiles.length) {
    return;
  }
  const width = widthOf(main);
  const shape = Math.min(...tiles.map((it) => it.shape));
  // Nobody scrolls a wall.
  const isScrolled = counts.length > 1 && !isKiosk();
  const { columns, tile, isTall = false } = isScrolled
    ? { columns: Math.max(1, Math.floor((width + GAP) / (280 + GAP))), tile: 0 }
    : best(counts, width, heightOf(main, taken), shape);
  set(main, '--columns', String(columns));
  set(main, '--shape', shape.toFixed(4));
  set(main, '--tile', tile ? `${Math.floor(tile)}px` : '1fr');
  main.classList.toggle('few', tile > 0);
  main.classList.toggle('tall', isTall);
  main.classList.toggle('list', innerWidth <= PHONE && tiles.length > MOST_LARGE && !isKiosk());
}

function best(counts, width, height, shape) {
  let found = null;
  for (let columns = 1; columns <= Math.max(...counts); columns += 1) {
    const rows = rowsOf(counts, columns);
    const widest = (width - (columns - 1) * GAP) / columns;
    const tile = narrowed(widest, (height - gapsOf(counts, rows)) / rows, shape);
    if (!found || tile > found.tile + 1) {
      found = { columns, tile };
    }
  }
  if (isKiosk() || (found.tile >= SMALLEST && innerWidth > PHONE)) {
    const rows = rowsOf(counts, found.columns);
    const spare = (height - gapsOf(counts, rows)) / rows - found.tile / shape - BELOW_COMPACT;
    return { ...found, tile: Math.max(1, found.tile), isTall: found.tile <= COMPACT && spare >= TALL };
  }
  const scrolled = innerWidth <= PHONE ? 340 : 260;
  return { columns: Math.max(1, Math.floor((width + GAP) / (scrolled + GAP))), tile: 0 };
}

/** The widest tile of at most that width which is at most so high. */
function narrowed(widest, height, shape) {
  let low = 0;
  let high = widest;
  for (let i = 0; i < 24; i += 1) {
    const middle = (low + high) / 2;
    if (middle / shape + below(middle) + BORDER <= height) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

function set(main, name, value) {
  if (main.style.getPropertyValue(name) !== value) {
    main.style.setProperty(name, value);
  }
}
