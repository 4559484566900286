// A zone's outline, points [x, y] as fractions of the picture; judged here as the node judges it.

export const LEAST_POINTS = 3;
export const MOST_POINTS = 64;
const LEAST_AREA = 1e-6;

const isSame = ([x, y], [u, v]) => x === u && y === v;

/** On which side of the line from a to b a point lies; 0: on it. */
const side = ([ax, ay], [bx, by], [x, y]) => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));

const spans = ([ax, ay], [bx, by], [x, y]) =>
  Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by);

function meet(a, b, c, d) {
  const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  return (
    (sides[0] !== sides[1] && sides[2] !== sides[3]) ||
    (sides[0] === 0 && spans(a, b, c)) ||
    (sides[1] === 0 && spans(a, b, d)) ||
    (sides[2] === 0 && spans(c, d, a)) ||
    (sides[3] === 0 && spans(c, d, b))
  );
}

/** Whether the line from a over b to c runs back on itself. */
const runsBack = (a, b, c) =>
  side(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;

/** Two of its lines that meet, by the numbers of their first points; null: none do. */
export function crossing(points, isClosed) {
  const n = points.length;
  const lines = isClosed ? n : n - 1;
  const point = (i) => points[i % n];
  for (let i = 0; i < lines; i += 1) {
    for (let j = i + 1; j < lines; j += 1) {
      const isNext = j === i + 1;
      const isBefore = isClosed && (j + 1) % n === i;
      const meets = isNext
        ? runsBack(point(i), point(j), point(j + 1))
        : isBefore
          ? runsBack(point(j), point(i), point(i + 1))
          : meet(point(i), point(i + 1), point(j), point(j + 1));
      if (meets) {
        return [i, j];
      }
    }
  }
  return null;
}

/** Its area, as a fraction of the picture's; by the shoelace formula. */
export function area(points) {
  let twice = 0;
  points.forEach(([x, y], i) => {
    const [u, v] = points[(i + 1) % points.length];
    twice += x * v - u * y;
  });
  return Math.abs(twice) / 2;
}

/** Why this is no outline, as { sentence, lines: the two that meet, if any }; null: it is one. */
export function refusal(points, isClosed) {
  const n = points.length;
  if (isClosed && n < LEAST_POINTS) {
    return { sentence: `A zone has at least ${LEAST_POINTS} points; this would have ${n}.`, lines: [] };
  }
  if (n > MOST_POINTS) {
    return { sentence: `A zone has at most ${MOST_POINTS} points.`, lines: [] };
  }
  const same = points.findIndex((it, i) => (isClosed || i < n - 1) && n > 1 && isSame(it, points[(i + 1) % n]));
  if (same >= 0) {
    return { sentence: `Points ${same + 1} and ${((same + 1) % n) + 1} are at the same place.`, lines: [] };
  }
  const lines = crossing(points, isClosed);
  if (lines) {
    const [one, other] = lines.map((i) => `from point ${i + 1} to ${((i + 1) % n) + 1}`);
    return { sentence: `A zone must not cross itself: the line ${one} would meet the one ${other}.`, lines };
  }
  if (isClosed && area(points) < LEAST_AREA) {
    return { sentence: 'The zone has no area: its points lie on one line. Move one aside.', lines: [] };
  }
  return null;
}

/** Whether a place lies inside; by the parity of the lines to its left. */
export function isInside(points, [x, y]) {
  let inside = false;
  points.forEach(([ax, ay], i) => {
    const [bx, by] = points[(i + 1) % points.length];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) {
      inside = !inside;
    }
  });
  return inside;
}

// How far below the upper end an outline is wide enough to have a middle.
const BELOW_TOP = 0.05;

/** The middle of its upper edge: a label above it covers nobody inside. */
export function upperEdge(points) {
  const ys = points.map(([, y]) => y);
  const top = Math.min(...ys);
  const xs = crossings(points, top + (Math.max(...ys) - top) * BELOW_TOP);
  let widest = [points[0][0], points[0][0]];
  for (let i = 0; i + 1 < xs.length; i += 2) {
    widest = xs[i + 1] - xs[i] > widest[1] - widest[0] ? [xs[i], xs[i + 1]] : widest;
  }
  return [(widest[0] + widest[1]) / 2, top];
}

function crossings(points, y) {
  const xs = [];
  points.forEach(([ax, ay], i) => {
    const [bx, by] = points[(i + 1) % points.length];
    if (ay > y !== by > y) {
      xs.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  });
  return xs.sort((a, b) => a - b);
}
