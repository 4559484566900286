// Draws and moves an outline on the picture: by mouse, by finger, and by keyboard.
import { Cross, arrowStep, placeWords } from './cross.js';
import { set, svg } from './dom.js';
import { inserted, moved, shifted, without } from './draft.js';
import { OutlineView } from './outline-view.js';

const EDGE = 7;
const SNAP = { mouse: 14, pen: 18, touch: 26 };

export class OutlineEditor {
  #stage;
  #draft;
  #told;
  #most;
  #layer;
  #view;
  #cross;
  #trial = null;
  #hover = null;
  #refused = null;
  #chosen = null;
  #chosenAmong = 0;
  #off;

  /**
   * @param most so many points end it by themselves; 0: none do
   * @param told `say` a sentence, `changed` after each step, `remove` on Delete, `chosen` with the number of
   *     the point that a tap chose, or null
   */
  constructor(stage, draft, told, most = 0) {
    this.#stage = stage;
    this.#draft = draft;
    this.#told = told;
    this.#most = most;
    this.#layer = stage.layer('draft');
    this.#view = new OutlineView(stage, this.#layer, { key: (event) => this.#key(event), numbered: most > 0 });
    this.#cross = new Cross(
      stage,
      this.#layer,
      'Place of the next point. Arrow keys move it, with Shift farther; Enter sets it.',
      { enter: (at) => this.#add(at, SNAP.mouse, 'Enter once more here'), moved: (at) => this.#moveCross(at), back: () => this.undo() },
    );
    stage.tool = this;
    this.#off = stage.onView(() => this.draw());
    this.draw();
  }

  /** Ends it; the draft stays as it is. */
  close() {
    this.#off();
    this.#layer.remove();
    this.#stage.tool = null;
  }

  /** Puts the keyboard to work. */
  focus() {
    if (this.#draft.isClosed) {
      this.#view.handle(0)?.focus({ preventScroll: true });
    } else {
      this.#cross.element.focus({ preventScroll: true });
    }
  }

  undo() {
    this.#step(this.#draft.undo(), 'Taken back.');
  }

  redo() {
    this.#step(this.#draft.redo(), 'Done again.');
  }

  /** Takes a movement or a refusal off; whether there was one. */
  escape() {
    if (this.#chosen !== null) {
      this.#choose(null);
      return true;
    }
    if (!this.#trial && !this.#refused) {
      return false;
    }
    this.#trial = null;
    this.#hover = null;
    this.#refuse(null);
    this.draw();
    return true;
  }

  /** Joins the last point to the first. */
  end() {
    if (this.#apply(this.#draft.points, true)) {
      this.#told.say(`The outline is closed, with ${this.#draft.points.length} points.`);
      this.#view.handle(0)?.focus({ preventScroll: true });
    }
  }

  // As a tool of the stage.

  grab(target, place) {
    const point = this.#toEdge(place);
    const at = this.#view.partOf(target);
    if (!at || (at.part !== 'handle' && !this.#draft.isClosed)) {
      return false;
    }
    this.#refuse(null);
    const { points } = this.#draft;
    if (at.part === 'line') {
      this.#trial = { kind: 'handle', i: at.i + 1, base: inserted(points, at.i + 1, point), from: point };
    } else {
      this.#trial = { kind: at.part, i: at.i, base: points, from: point };
    }
    return true;
  }

  drag(place) {
    if (!this.#trial) {
      return;
    }
    const point = this.#toEdge(place);
    const { kind, i, base, from } = this.#trial;
    this.#trial.points =
      kind === 'handle' ? moved(base, i, point) : shifted(base, point[0] - from[0], point[1] - from[1]);
    this.#judge(this.#trial.points);
    this.draw();
  }

  drop() {
    const points = this.#trial?.points;
    this.#trial = null;
    if (points) {
      this.#apply(points);
    }
  }

  cancel() {
    if (this.#trial) {
      this.#trial = null;
      this.#refuse(null);
      this.draw();
    }
  }

  hover(place) {
    const point = place && this.#toEdge(place);
    this.#hover = point;
    if (!this.#draft.isClosed) {
      this.#judgeNext(point);
      this.draw();
    }
  }

  click(place, target, event) {
    const point = this.#toEdge(place);
    const at = this.#view.partOf(target);
    if (!this.#draft.isClosed) {
      this.#cross.at = point;
      this.#add(point, SNAP[event.pointerType] ?? SNAP.mouse, 'The first point');
    } else if (at?.part === 'handle') {
      this.#choose(this.#chosen === at.i ? null : at.i);
      this.#view.focusable(at).focus({ preventScroll: true });
    } else if (this.#chosen !== null) {
      this.#send(this.#chosen, point);
    } else if (at?.part === 'line') {
      this.#insert(at.i, point);
    } else if (at) {
      this.#view.focusable(at).focus({ preventScroll: true });
    }
  }

  /** Moves the chosen point a step, as the arrow of that name does. */
  nudge(key) {
    if (this.#chosen !== null) {
      this.#nudge({ part: 'handle', i: this.#chosen }, arrowStep({ key, shiftKey: true }, this.#stage));
    }
  }

  /** Deletes the chosen point. */
  removePoint() {
    if (this.#chosen !== null) {
      this.#remove({ part: 'handle', i: this.#chosen });
    }
  }

  draw() {
    this.#forgetOther();
    const points = this.#trial?.points ?? this.#draft.points;
    const { isClosed } = this.#draft;
    const next = !isClosed && points.length ? this.#hover : null;
    this.#view.draw(points, isClosed, next, this.#refused);
    set(this.#cross.element, { visibility: isClosed ? 'hidden' : 'visible' });
    this.#cross.draw();
  }

  // Whoever cannot drag taps a point, and then its place.
  #choose(i) {
    this.#chosen = i;
    this.#chosenAmong = this.#draft.points.length;
    this.#view.chosen = i;
    this.draw();
    this.#told.chosen?.(i);
  }

  // Where points have come or gone its number is another point's.
  #forgetOther() {
    if (this.#chosen !== null && this.#draft.points.length !== this.#chosenAmong) {
      this.#chosen = null;
      this.#view.chosen = null;
      this.#told.chosen?.(null);
    }
  }

  #send(i, point) {
    if (this.#apply(moved(this.#draft.points, i, point))) {
      this.#choose(null);
      this.#told.say(`Point ${i + 1}: ${placeWords(point)}`);
    }
  }

  #judge(points, isClosed = this.#draft.isClosed) {
    this.#refuse(this.#draft.judge(points, isClosed), points);
  }

  // What was refused is shown, though it is not kept.
  #refuse(refused, points) {
    this.#refused = refused && { ...refused, points };
    this.#stage.warn(refused?.sentence ?? '');
  }

  #judgeNext(point) {
    const { points } = this.#draft;
    if (!point || !points.length) {
      this.#refuse(null);
    } else if (this.#isOnFirst(point, SNAP.mouse)) {
      this.#judge(points, true);
    } else {
      this.#judge([...points, point], points.length + 1 === this.#most);
    }
  }

  #isOnFirst(point, snap) {
    const { points } = this.#draft;
    return !this.#most && points.length >= 3 && this.#distance(points[0], point) <= snap;
  }

  // A zone that is to reach the picture's edge is hardly ever drawn to its last pixel.
  #toEdge([x, y]) {
    const near = (value, size) => (value * size < EDGE ? 0 : (1 - value) * size < EDGE ? 1 : value);
    return [near(x, this.#stage.width * this.#stage.scale), near(y, this.#stage.height * this.#stage.scale)];
  }

  #distance(one, other) {
    const [[ax, ay], [bx, by]] = [this.#stage.toPixels(one), this.#stage.toPixels(other)];
    return Math.hypot(ax - bx, ay - by);
  }

  // On the first point, or again on the last one: that is the end.
  #add(point, snap, ending) {
    const { points } = this.#draft;
    const isOnLast = points.length > 0 && this.#distance(points.at(-1), point) <= 2;
    if (this.#isOnFirst(point, snap) || (isOnLast && !this.#most && points.length >= 3)) {
      this.end();
      return;
    }
    const more = [...points, point];
    if (isOnLast) {
      this.#told.say('There is a point already: move on, and set the next one.');
    } else if (this.#apply(more, more.length === this.#most)) {
      this.#told.say(more.length === this.#most ? `Point ${more.length} set; the last one.` : nextWords(more.length, ending));
    }
  }

  #moveCross(at) {
    this.#hover = at;
    this.#judgeNext(at);
    this.draw();
    this.#told.say(placeWords(at));
  }

  #insert(line, point) {
    if (this.#most) {
      return;
    }
    if (this.#apply(inserted(this.#draft.points, line + 1, point))) {
      this.#told.say(`A point more, between points ${line + 1} and ${line + 3 > this.#draft.points.length ? 1 : line + 3}.`);
      this.#view.handle(line + 1)?.focus({ preventScroll: true });
    }
  }

  #apply(points, isClosed = this.#draft.isClosed, merge = null) {
    this.#refuse(this.#draft.change(points, isClosed, merge), points);
    this.draw();
    if (!this.#refused) {
      this.#told.changed();
    }
    return !this.#refused;
  }

  #step(isDone, words) {
    if (isDone) {
      this.#choose(null);
      this.#refuse(null);
      this.#hover = null;
      this.draw();
      this.#told.say(words);
      this.#told.changed();
      if (!this.#layer.contains(document.activeElement) && document.activeElement === document.body) {
        this.focus();
      }
    }
  }

  // Keys on a point, or on the whole outline.
  #key(event) {
    const at = this.#view.partOf(event.target);
    const step = arrowStep(event, this.#stage);
    if (step && at) {
      this.#nudge(at, step);
    } else if (event.key === 'Enter' && at?.part === 'handle' && this.#draft.isClosed) {
      this.#halve(at.i);
    } else if (event.key === 'Enter' && at?.part === 'handle' && at.i === 0) {
      this.end();
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && at) {
      this.#remove(at);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #nudge(at, [dx, dy]) {
    const { points } = this.#draft;
    const whole = at.part === 'body';
    const to = whole ? shifted(points, dx, dy) : moved(points, at.i, within(points[at.i], dx, dy));
    if (this.#apply(to, undefined, whole ? 'body' : `point ${at.i}`)) {
      const place = whole ? `The whole is at ${placeWords(to[0])}` : `Point ${at.i + 1}: ${placeWords(to[at.i])}`;
      this.#stage.reveal(to[whole ? 0 : at.i]);
      this.#told.say(place);
    }
  }

  #halve(i) {
    const { points } = this.#draft;
    const [[ax, ay], [bx, by]] = [points[i], points[(i + 1) % points.length]];
    this.#insert(i, [(ax + bx) / 2, (ay + by) / 2]);
  }

  #remove(at) {
    if (at.part === 'body' || this.#most) {
      this.#told.remove?.();
      return;
    }
    const { points } = this.#draft;
    if (this.#apply(without(points, at.i))) {
      this.#choose(null);
      this.#told.say(`Point ${at.i + 1} deleted; ${points.length - 1} are left.`);
      const next = this.#view.handle(Math.max(0, at.i - 1));
      (next ?? this.#cross.element).focus({ preventScroll: true });
    }
  }
}

const within = ([x, y], dx, dy) => [Math.min(1, Math.max(0, x + dx)), Math.min(1, Math.max(0, y + dy))];

const nextWords = (n, ending) => (n < 3 ? `Point ${n} set.` : `Point ${n} set. ${ending} ends the outline.`);
