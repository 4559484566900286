// Colours of density: Inferno (perceptually even, told apart by the colour-blind), on a fixed scale.

// A byte b is (b / 32)² people on a hundredth of the picture's area.
const STEPS = 32;
const FULL_PEOPLE = 8;
// A box, three times, is near a Gaussian.
const PASSES = 3;

// Inferno at even steps, from its first visible purple to its last yellow.
const INFERNO = [
  [40, 11, 84], [66, 10, 104], [92, 18, 110], [118, 27, 109], [143, 36, 103], [168, 46, 94],
  [192, 58, 82], [213, 74, 67], [229, 93, 51], [242, 115, 34], [249, 141, 13], [251, 168, 22],
  [247, 196, 58], [241, 224, 104], [252, 255, 164],
];
// From nothing to what can be seen, so that a spot has no edge: as shares of one person's spot.
const FAINTEST = 0.05;
const CLEAR = 0.6;
// Over so much of the width and of the height it is told how many are together: a hundredth of the area.
const TOGETHER = 0.1;
const TOGETHER_PASSES = 2;

/** Red, green and blue of a share from 0 to 1. */
export function inferno(share) {
  const at = share * (INFERNO.length - 1);
  const low = Math.floor(at);
  const high = Math.min(INFERNO.length - 1, low + 1);
  return INFERNO[low].map((value, i) => value + (INFERNO[high][i] - value) * (at - low));
}

const COLOURS = 512;
const TABLE = Array.from({ length: COLOURS + 1 }, (_, step) => {
  const [red, green, blue] = inferno(step / COLOURS).map(Math.round);
  return ((blue << 16) | (green << 8) | red) >>> 0;
});
const PEOPLE = Float32Array.from({ length: 256 }, (_, byte) => (byte / STEPS) ** 2);

/**
 * Draws a map's cells, a pixel each, into a canvas of their size: the colour tells how many are together
 * there, the spot how large a head is.
 *
 * @param reach how far a spot reaches in each row, in cells
 */
export function drawHeat(canvas, heat, rows, columns, reach) {
  const spots = Float32Array.from(heat, (byte) => PEOPLE[byte]);
  const together = spots.slice();
  for (let pass = 0; pass < PASSES; pass += 1) {
    blur(spots, rows, columns, 1, columns, (row) => reach[row]);
    blur(spots, columns, rows, columns, 1, (column, row) => reach[row]);
  }
  const across = (length) => Math.max(0, (TOGETHER * length) / 2 - 0.5);
  for (let pass = 0; pass < TOGETHER_PASSES; pass += 1) {
    blur(together, rows, columns, 1, columns, () => across(columns));
    blur(together, columns, rows, columns, 1, () => across(rows));
  }
  const cell = 100 / (rows * columns);
  drawPeople(canvas, together, rows, columns, (i) => (spots[i] * cell) / spot(reach[Math.floor(i / columns)]));
}

/** What one person alone makes of the cell that they are in: the peak of the Gaussian that the boxes come near. */
const spot = (reach) => 1 / (2 * Math.PI * (reach + 0.5) ** 2);

/**
 * The mean of each cell and its neighbours in one direction, as far as they reach; the last ones count by
 * the share that is reached of them.
 */
function blur(people, lines, length, step, stride, reachOf) {
  const sums = new Float32Array(length + 1);
  for (let at = 0; at < lines; at += 1) {
    const start = at * stride;
    for (let i = 0; i < length; i += 1) {
      sums[i + 1] = sums[i] + people[start + i * step];
    }
    for (let i = 0; i < length; i += 1) {
      const reach = reachOf(at, i) + 0.5;
      people[start + i * step] = (upTo(sums, i + 0.5 + reach) - upTo(sums, i + 0.5 - reach)) / (2 * reach);
    }
  }
}

/** The sum of all before a place between two cells. */
function upTo(sums, place) {
  const within = Math.min(sums.length - 1, Math.max(0, place));
  const whole = Math.floor(within);
  return whole === sums.length - 1 ? sums[whole] : sums[whole] + (sums[whole + 1] - sums[whole]) * (within - whole);
}

/** @param clearness of each cell: of one person's spot at its middle 1 */
function drawPeople(canvas, people, rows, columns, clearness) {
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < people.length; i += 1) {
    const share = Math.min(1, people[i] / FULL_PEOPLE);
    const rise = Math.min(1, Math.max(0, (clearness(i) - FAINTEST) / (CLEAR - FAINTEST)));
    const alpha = rise * rise * (3 - 2 * rise) * (0.62 + 0.24 * share);
    pixels[i] = ((Math.round(alpha * 255) << 24) | TABLE[Math.round(share * COLOURS)]) >>> 0;
  }
  context.putImageData(image, 0, 0);
}

/** Fills the legend. */
export function drawLegend(canvas) {
  const people = Float32Array.from(
    { length: canvas.width },
    (_, x) => (x / (canvas.width - 1)) * FULL_PEOPLE,
  );
  drawPeople(canvas, people, 1, canvas.width, (i) => people[i]);
}
