// Colours of density: Inferno (perceptually even, told apart by the colour-blind), on a fixed scale.

// A byte b is (b / 32)² people on a hundredth of the picture's area.
const STEPS = 32;
const FULL_PEOPLE = 8;
// Over which part of the width a person's share is spread, so that a crowd shows and no heads.
const SPREAD = 0.016;

// Inferno at even steps, from its first visible purple to its last yellow.
const INFERNO = [
  [40, 11, 84], [66, 10, 104], [92, 18, 110], [118, 27, 109], [143, 36, 103], [168, 46, 94],
  [192, 58, 82], [213, 74, 67], [229, 93, 51], [242, 115, 34], [249, 141, 13], [251, 168, 22],
  [247, 196, 58], [241, 224, 104], [252, 255, 164],
];
// From nothing to what can be seen, so that a spot has no edge.
const FAINTEST = 0.15;
const CLEAR = 1.6;

function colour(people) {
  const share = Math.min(1, people / FULL_PEOPLE);
  const at = share * (INFERNO.length - 1);
  const low = Math.floor(at);
  const high = Math.min(INFERNO.length - 1, low + 1);
  const mixed = INFERNO[low].map((value, i) => value + (INFERNO[high][i] - value) * (at - low));
  const rise = Math.min(1, Math.max(0, (people - FAINTEST) / (CLEAR - FAINTEST)));
  const alpha = rise * rise * (3 - 2 * rise) * (0.62 + 0.24 * share);
  return [...mixed.map(Math.round), Math.round(alpha * 255)];
}

const COLOURS = 512;
const TABLE = new Uint32Array(COLOURS + 1);
for (let step = 0; step <= COLOURS; step += 1) {
  const [red, green, blue, alpha] = colour((step / COLOURS) * FULL_PEOPLE);
  TABLE[step] = ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
const PEOPLE = Float32Array.from({ length: 256 }, (_, byte) => (byte / STEPS) ** 2);

/** Draws a map's cells, a pixel each, into a canvas of their size. */
export function drawHeat(canvas, heat, rows, columns) {
  const people = Float32Array.from(heat, (byte) => PEOPLE[byte]);
  const reach = Math.max(1, Math.round(columns * SPREAD));
  for (let pass = 0; pass < 3; pass += 1) {
    blur(people, rows, columns, reach, 1, columns);
    blur(people, columns, rows, reach, columns, 1);
  }
  drawPeople(canvas, people, rows, columns);
}

/** The mean of each cell and its neighbours in one direction; three times it is near a Gaussian. */
function blur(people, lines, length, reach, step, stride) {
  const line = new Float32Array(length);
  const span = 2 * reach + 1;
  for (let at = 0; at < lines; at += 1) {
    const start = at * stride;
    for (let i = 0; i < length; i += 1) {
      line[i] = people[start + i * step];
    }
    let sum = 0;
    for (let i = -reach; i < length + reach; i += 1) {
      sum += (line[i + reach] ?? 0) - (line[i - reach - 1] ?? 0);
      if (i >= 0 && i < length) {
        people[start + i * step] = sum / span;
      }
    }
  }
}

function drawPeople(canvas, people, rows, columns) {
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < people.length; i += 1) {
    pixels[i] = TABLE[Math.min(COLOURS, Math.round((people[i] / FULL_PEOPLE) * COLOURS))];
  }
  context.putImageData(image, 0, 0);
}

/** Fills the legend. */
export function drawLegend(canvas) {
  const people = Float32Array.from(
    { length: canvas.width },
    (_, x) => (x / (canvas.width - 1)) * FULL_PEOPLE,
  );
  drawPeople(canvas, people, 1, canvas.width);
}
