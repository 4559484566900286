// How wide a person's spot is drawn: as wide as heads are there, where the camera's ground is measured.
// The map itself does not tell: the network's spots are half a cell wide, whatever the head's size.

// Over which part of the width, where the ground is not measured: a crowd shows, and no heads.
const USUAL = 0.016;
// In metres; a head and some air around it.
const HEAD = 0.3;
// In cells: less could not be seen, more would say nothing of where somebody is.
const LEAST = 0.7;
const MOST = 8;
const TINY = 0.001;

/** How far a spot reaches in each row, in cells. `ground` may be null. */
export function spreadOf(ground, rows, columns) {
  return Float32Array.from({ length: rows }, (_, row) => {
    const head = ground ? headAt(ground, (row + 0.5) / rows) : null;
    return head === null ? Math.max(LEAST, USUAL * columns) : Math.min(MOST, Math.max(LEAST, head * columns));
  });
}

/** The part of the picture's width that a head takes there; the least beyond the horizon. */
function headAt(ground, y) {
  const from = [0.5 - TINY, y];
  const to = [0.5 + TINY, y];
  if (!ground.isBeforeHorizon(from) || !ground.isBeforeHorizon(to)) {
    return 0;
  }
  const [a, b] = [ground.ground(from), ground.ground(to)];
  return (2 * TINY * HEAD) / Math.hypot(b[0] - a[0], b[1] - a[1]);
}
