// Points that somebody is drawing, step by step, so that each step can be taken back.

export class Draft {
  #judge;
  #steps;
  #at = 0;
  #merged = null;

  /** @param judge tells of points and whether they are closed why they cannot be: outline.js */
  constructor(points, isClosed, judge) {
    this.#judge = judge;
    this.#steps = [{ points, isClosed }];
  }

  get points() {
    return this.#steps[this.#at].points;
  }

  get isClosed() {
    return this.#steps[this.#at].isClosed;
  }

  get canUndo() {
    return this.#at > 0;
  }

  get canRedo() {
    return this.#at < this.#steps.length - 1;
  }

  /** Why it could not be so; null: it could. */
  judge(points, isClosed = this.isClosed) {
    return this.#judge(points, isClosed);
  }

  /**
   * Makes a step, unless it is refused: then it says why.
   *
   * @param merge steps in a row that have the same one are one step
   */
  change(points, isClosed = this.isClosed, merge = null) {
    const refused = this.#judge(points, isClosed);
    if (refused) {
      return refused;
    }
    const keep = merge !== null && merge === this.#merged && this.#at > 0 ? this.#at : this.#at + 1;
    this.#steps.splice(keep, Infinity, { points, isClosed });
    this.#at = keep;
    this.#merged = merge;
    return null;
  }

  undo() {
    return this.#go(-1);
  }

  redo() {
    return this.#go(1);
  }

  #go(step) {
    const next = this.#at + step;
    this.#merged = null;
    if (next < 0 || next >= this.#steps.length) {
      return false;
    }
    this.#at = next;
    return true;
  }
}

/** The same with one point elsewhere. */
export const moved = (points, i, point) => points.map((it, at) => (at === i ? point : it));

/** The same with a further point before the one of this number. */
export const inserted = (points, i, point) => [...points.slice(0, i), point, ...points.slice(i)];

export const without = (points, i) => points.filter((_, at) => at !== i);

/** All of them by so much, as far as all stay in the picture. */
export function shifted(points, dx, dy) {
  const bound = (by, axis) => {
    const values = points.map((it) => it[axis]);
    return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), by));
  };
  const [x, y] = [bound(dx, 0), bound(dy, 1)];
  return points.map(([px, py]) => [px + x, py + y]);
}
