// The people that somebody counts in a picture: a mark on each head.
import { Cross, placeWords } from './cross.js';
import { set, svg } from './dom.js';
import { Draft, moved, without } from './draft.js';
import { isInside } from './outline.js';

export class HeadMarks {
  #stage;
  #told;
  #draft;
  #layer;
  #dots = svg('g');
  #cross;
  #trial = null;
  #off;

  /**
   * @param masks outlines in which nobody is counted
   * @param told `say` a sentence, `changed` after each step
   */
  constructor(stage, masks, told) {
    this.#stage = stage;
    this.#told = told;
    const isMasked = (points) => points.some((point) => masks.some((mask) => isInside(mask.points, point)));
    this.#draft = new Draft([], false, (points) =>
      isMasked(points) ? { sentence: 'This place is under a mask: nobody is counted there.' } : null,
    );
    this.#layer = stage.layer('marks');
    this.#layer.append(this.#dots);
    this.#cross = new Cross(
      stage,
      this.#layer,
      'Place of the next mark. Arrow keys move it, with Shift farther; Enter marks a head, Backspace takes the last mark back.',
      { enter: (at) => this.#add(at), moved: (at) => told.say(placeWords(at)), back: () => this.undo() },
    );
    stage.tool = this;
    this.#off = stage.onView(() => this.draw());
    this.draw();
  }

  close() {
    this.#off();
    this.#layer.remove();
    this.#stage.tool = null;
  }

  get count() {
    return this.#draft.points.length;
  }

  get canUndo() {
    return this.#draft.canUndo;
  }

  get canRedo() {
    return this.#draft.canRedo;
  }

  focus() {
    this.#cross.element.focus({ preventScroll: true });
  }

  undo() {
    this.#step(this.#draft.undo());
  }

  redo() {
    this.#step(this.#draft.redo());
  }

  clear() {
    this.#apply([]);
  }

  grab(target) {
    const i = this.#dotOf(target);
    this.#trial = i === null ? null : { i, points: this.#draft.points };
    return i !== null;
  }

  drag(point) {
    if (this.#trial) {
      this.#trial.points = moved(this.#draft.points, this.#trial.i, point);
      this.draw();
    }
  }

  drop() {
    const points = this.#trial?.points;
    this.#trial = null;
    if (points) {
      this.#apply(points);
    }
  }

  cancel() {
    this.#trial = null;
  }

  click(point, target) {
    const i = this.#dotOf(target);
    if (i === null) {
      this.#cross.at = point;
      this.#add(point);
    } else {
      this.#apply(without(this.#draft.points, i));
    }
  }

  draw() {
    const points = this.#trial?.points ?? this.#draft.points;
    while (this.#dots.children.length > points.length) {
      this.#dots.lastElementChild.remove();
    }
    while (this.#dots.children.length < points.length) {
      this.#dots.append(
        svg('g', { 'data-part': 'dot' }, svg('circle', { class: 'hit', r: 11 }), svg('circle', { class: 'dot', r: 6 })),
      );
    }
    points.forEach((point, i) => {
      set(this.#dots.children[i], {
        transform: `translate(${this.#stage.toPixels(point)})`,
        class: i === points.length - 1 ? 'mark-dot last' : 'mark-dot',
      });
    });
    this.#cross.draw();
  }

  #dotOf(target) {
    const dot = target.closest?.('[data-part=dot]');
    return dot ? [...this.#dots.children].indexOf(dot) : null;
  }

  #add(point) {
    if (this.#apply([...this.#draft.points, point])) {
      this.#told.say(`${this.count} marked.`);
    }
  }

  #apply(points) {
    const refused = this.#draft.change(points);
    this.draw();
    this.#stage.warn(refused?.sentence ?? '');
    this.#told.changed();
    return !refused;
  }

  #step(isDone) {
    if (isDone) {
      this.draw();
      this.#told.say(`${this.count} marked.`);
      this.#stage.warn('');
      this.#told.changed();
    }
  }
}
