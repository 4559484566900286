// From places in the picture to metres on flat ground and back: the projective map through four
// points (Hartley and Zisserman, Multiple View Geometry in Computer Vision, section 4.1).
import { area } from './outline.js';

const LEAST_DEPTH = 0.01;
const SINGULAR = 1e-12;
const NEAREST = 1e-3;
const MOST_LINES = 18;

export class GroundMap {
  #middle;
  #h;
  #inverse;

  /** Null where four points and their metres are no flat ground. */
  static of(picture, metres) {
    if (!goesAround(picture) || !goesAround(metres)) {
      return null;
    }
    const map = new GroundMap(picture, metres);
    return map.#h && picture.every((point) => map.depth(point) >= LEAST_DEPTH) ? map : null;
  }

  constructor(picture, metres) {
    this.#middle = [0, 1].map((axis) => picture.reduce((sum, point) => sum + point[axis], 0) / 4);
    const rows = picture.flatMap((point, i) => {
      const [x, y] = this.#fromMiddle(point);
      const [u, v] = metres[i];
      return [
        [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
        [0, 0, 0, x, y, 1, -v * x, -v * y, v],
      ];
    });
    const solved = solve(rows);
    this.#h = solved && [...solved, 1];
    this.#inverse = this.#h && inverse(this.#h);
  }

  /** 1 in the middle of the four points, 0 on the horizon, negative beyond. */
  depth(point) {
    const [x, y] = this.#fromMiddle(point);
    return this.#h[6] * x + this.#h[7] * y + 1;
  }

  isBeforeHorizon(point) {
    return this.depth(point) >= LEAST_DEPTH;
  }

  /** Where a place before the horizon lies, in metres. */
  ground(point) {
    const [u, v, depth] = times(this.#h, this.#fromMiddle(point));
    return [u / depth, v / depth];
  }

  /** The ground that an outline covers, in m²; null: it reaches to the horizon or beyond. */
  squareMetres(points) {
    return points.every((point) => this.isBeforeHorizon(point)) ? area(points.map((point) => this.ground(point))) : null;
  }

  /** A line on the ground as a line in the picture, without what lies behind the camera; or null. */
  line(from, to) {
    const ends = [from, to].map((metres) => times(this.#inverse, metres));
    const near = NEAREST * Math.max(...ends.map(([, , w]) => w));
    if (near <= 0) {
      return null;
    }
    const cut = ends.map((end, i) => {
      if (end[2] >= near) {
        return end;
      }
      const other = ends[1 - i];
      const share = (near - end[2]) / (other[2] - end[2]);
      return end.map((value, axis) => value + share * (other[axis] - value));
    });
    return cut.map(([x, y, w]) => [x / w + this.#middle[0], y / w + this.#middle[1]]);
  }

  /** Where the picture's edges meet the horizon: two places, or null where it is not in sight. */
  horizon() {
    const [a, b] = [this.#h[6], this.#h[7]];
    const c = 1 - a * this.#middle[0] - b * this.#middle[1];
    const places = [];
    for (const at of [0, 1]) {
      places.push([at, -(c + a * at) / b], [-(c + b * at) / a, at]);
    }
    const seen = places.filter((it) => it.every((value) => value >= 0 && value <= 1));
    return seen.length >= 2 ? [seen[0], seen.at(-1)] : null;
  }

  #fromMiddle([x, y]) {
    return [x - this.#middle[0], y - this.#middle[1]];
  }
}

/** Lines of whole metres around a place, in metres: { step, lines: [[from, to], …] }. */
export function metreGrid(metres) {
  const low = [0, 1].map((axis) => Math.min(...metres.map((it) => it[axis])));
  const high = [0, 1].map((axis) => Math.max(...metres.map((it) => it[axis])));
  const size = Math.max(high[0] - low[0], high[1] - low[1]);
  const step = [0.5, 1, 2, 5, 10, 20, 50, 100].find((it) => (3 * size) / it <= MOST_LINES) ?? 1000;
  const from = [0, 1].map((axis) => Math.floor((low[axis] - size) / step) * step);
  const to = [0, 1].map((axis) => Math.ceil((high[axis] + size) / step) * step);
  const lines = [];
  for (let x = from[0]; x <= to[0] + step / 2; x += step) {
    lines.push([[x, from[1]], [x, to[1]]]);
  }
  for (let y = from[1]; y <= to[1] + step / 2; y += step) {
    lines.push([[from[0], y], [to[0], y]]);
  }
  return { step, lines };
}

/** A rectangle's corners in metres, in the order in which its corners are clicked. */
export const rectangle = (width, depth) => [[0, 0], [width, 0], [width, depth], [0, depth]];

/** Whether all four turns are the same way. */
export function goesAround(points) {
  const turns = points.map((a, i) => {
    const b = points[(i + 1) % 4];
    const c = points[(i + 2) % 4];
    return Math.sign((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]));
  });
  return turns.every((turn) => turn !== 0 && turn === turns[0]);
}

const times = (m, [x, y]) => [0, 3, 6].map((row) => m[row] * x + m[row + 1] * y + m[row + 2]);

// By the adjugate.
function inverse([a, b, c, d, e, f, g, h, i]) {
  const adjugate = [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ];
  const determinant = a * adjugate[0] + b * adjugate[3] + c * adjugate[6];
  return adjugate.map((value) => value / determinant);
}

/** By Gaussian elimination, the largest pivot first; null where there is no one solution. */
function solve(rows) {
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    let largest = column;
    for (let row = column + 1; row < n; row += 1) {
      largest = Math.abs(rows[row][column]) > Math.abs(rows[largest][column]) ? row : largest;
    }
    [rows[column], rows[largest]] = [rows[largest], rows[column]];
    if (Math.abs(rows[column][column]) < SINGULAR) {
      return null;
    }
    for (let row = column + 1; row < n; row += 1) {
      const share = rows[row][column] / rows[column][column];
      rows[row] = rows[row].map((value, i) => value - share * rows[column][i]);
    }
  }
  const solution = new Array(n).fill(0);
  for (let row = n - 1; row >= 0; row -= 1) {
    const rest = rows[row].slice(row, n).reduce((sum, value, i) => sum + value * solution[row + i], 0);
    solution[row] = (rows[row][n] - rest) / rows[row][row];
  }
  return solution;
}
