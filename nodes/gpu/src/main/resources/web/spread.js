// How large heads are at each height of a picture, from how wide the map's own spots are there.
// A spot is near a Gaussian; neighbouring cells are then alike by exp(-1 / 4s²), whatever else is in
// the row. Along the picture's height the size of heads is a straight line, as perspective has it.

const BANDS = 6;
// Between these many cells; where too few people are to tell, it is the middle.
const LEAST = 0.7;
const MOST = 6;
const USUAL = 1.4;
// So much of each new map is taken in, so that spots do not pulse.
const TAKEN = 0.1;

export class Spread {
  #top = USUAL;
  #bottom = USUAL;
  #isKnown = false;

  /** Takes in a map; gives how wide a head's spot is to be in each of its rows, in cells. */
  rows(people, rows, columns) {
    this.#take(fit(bandsOf(people, rows, columns)));
    return Float32Array.from({ length: rows }, (_, row) => between(this.#top + ((this.#bottom - this.#top) * (row + 0.5)) / rows));
  }

  #take(line) {
    if (line) {
      const share = this.#isKnown ? TAKEN : 1;
      this.#isKnown = true;
      this.#top += (line.top - this.#top) * share;
      this.#bottom += (line.bottom - this.#bottom) * share;
    }
  }
}

const between = (cells) => Math.min(MOST, Math.max(LEAST, cells));

function bandsOf(people, rows, columns) {
  const bands = [];
  for (let band = 0; band < BANDS; band += 1) {
    const from = Math.floor((band * rows) / BANDS);
    const to = Math.floor(((band + 1) * rows) / BANDS);
    const { alike, weight } = likeness(people, from, to, columns);
    if (alike > 0.05 && alike < 0.995) {
      bands.push({ at: (band + 0.5) / BANDS, spread: between(0.5 / Math.sqrt(-Math.log(alike))), weight });
    }
  }
  return bands;
}

/** How alike neighbours are, from 0 to 1, and how much there is to tell it from. */
function likeness(people, from, to, columns) {
  let same = 0;
  let next = 0;
  for (let row = from; row < to; row += 1) {
    const start = row * columns;
    for (let i = start; i < start + columns - 1; i += 1) {
      same += people[i] * people[i];
      next += people[i] * people[i + 1];
    }
  }
  return { alike: same > 0 ? next / same : 0, weight: Math.sqrt(same) };
}

/** The straight line through the bands; one band alone tells a size, and no slope. */
function fit(bands) {
  const weight = bands.reduce((sum, it) => sum + it.weight, 0);
  if (!(weight > 0)) {
    return null;
  }
  const mean = (of) => bands.reduce((sum, it) => sum + it.weight * of(it), 0) / weight;
  const at = mean((it) => it.at);
  const spread = mean((it) => it.spread);
  const width = mean((it) => (it.at - at) ** 2);
  const slope = width > 0.005 ? mean((it) => (it.at - at) * (it.spread - spread)) / width : 0;
  // Heads further away are never larger.
  const grows = Math.max(0, slope);
  return { top: spread - grows * at, bottom: spread + grows * (1 - at) };
}
