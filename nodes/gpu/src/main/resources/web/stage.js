// A camera's picture, large: what is drawn over it keeps its place when it is resized, zoomed, moved.
import { el, set, svg, text } from './dom.js';
import { Loupe } from './loupe.js';
import { Painter } from './painter.js';

const MOST_SCALE = 8;
const STEP = 1.5;
const CLICK_PIXELS = { mouse: 4, pen: 6, touch: 10 };

export class Stage {
  #view = { scale: 1, x: 0, y: 0 };
  #tool = null;
  #pointers = new Map();
  #gesture = null;
  #drawn = new Set();
  #frozen = null;
  #painter;
  #warning;
  #loupe = new Loupe(this);

  constructor() {
    this.photo = el('canvas', { className: 'photo', role: 'img', aria: { label: 'The newest picture' } });
    this.glow = el('canvas', { className: 'glow' });
    this.picture = el('div', { className: 'stage-picture' }, this.photo, this.glow);
    this.svg = svg('svg', { class: 'stage-layers', role: 'none', 'aria-hidden': 'true' });
    this.labels = el('div', { className: 'stage-labels' });
    this.#warning = el('p', { className: 'stage-warning', role: 'alert' });
    this.over = el('div', { className: 'stage-over' }, this.#warning);
    this.element = el('div', { className: 'stage' }, this.picture, this.svg, this.labels, this.over, this.#loupe.element);
    this.zoomTools = this.#makeZoomTools();
    this.#painter = new Painter(this.photo, this.glow, () => this.#wanted());
    new ResizeObserver(() => this.#apply()).observe(this.element);
    this.#bind();
  }

  get width() {
    return this.element.clientWidth;
  }

  get height() {
    return this.element.clientHeight;
  }

  get scale() {
    return this.#view.scale;
  }

  /** What the pointer does: `grab`, `drag`, `drop`, `cancel`, `click`, `hover`; null: nothing. */
  set tool(tool) {
    this.#tool?.cancel?.();
    this.#tool = tool;
    set(this.svg, tool ? { role: 'application', 'aria-label': 'Drawing on the picture', 'aria-hidden': 'false' } : { role: 'none', 'aria-hidden': 'true' });
    this.element.toggleAttribute('data-tool', Boolean(tool));
    this.zoomTools.hidden = !tool;
    this.warn('');
    if (!tool) {
      this.reset();
    }
  }

  /** A group of its own among what is drawn over the picture. */
  layer(name) {
    const group = svg('g', { class: `layer-${name}` });
    this.svg.append(group);
    return group;
  }

  /** What is to be drawn again when places move. */
  onView(draw) {
    this.#drawn.add(draw);
    return () => this.#drawn.delete(draw);
  }

  /** From fractions of the picture to pixels here. */
  toPixels([x, y]) {
    const { scale, x: left, y: top } = this.#view;
    return [x * this.width * scale + left, y * this.height * scale + top];
  }

  /** From a pointer to fractions of the picture, within it. */
  toPoint(event) {
    const box = this.element.getBoundingClientRect();
    const { scale, x: left, y: top } = this.#view;
    const inside = (value) => Math.min(1, Math.max(0, value));
    return [
      inside((event.clientX - box.left - left) / (this.width * scale)),
      inside((event.clientY - box.top - top) / (this.height * scale)),
    ];
  }

  /** Says over the picture what cannot be; '' takes it off. */
  warn(sentence) {
    text(this.#warning, sentence);
  }

  /** The measured ground, by which spots of heat grow with the size of heads; or null. */
  set ground(ground) {
    this.#painter.ground = ground;
  }

  paint(picture) {
    if (!this.#frozen) {
      this.#painter.paint(picture);
    }
  }

  /** Keeps this picture, at its full size, while counting goes on; null: shows what comes again. */
  freeze(picture) {
    this.#frozen = picture;
    if (picture) {
      this.#painter.paint(picture);
    }
  }

  /** Zooms, so that the place below these pixels stays there. */
  zoom(factor, [x, y] = [this.width / 2, this.height / 2]) {
    const before = this.#view;
    const scale = Math.min(MOST_SCALE, Math.max(1, before.scale * factor));
    const grown = scale / before.scale;
    this.#show({ scale, x: x - (x - before.x) * grown, y: y - (y - before.y) * grown });
  }

  pan(dx, dy) {
    this.#show({ ...this.#view, x: this.#view.x + dx, y: this.#view.y + dy });
  }

  /** Moves what is shown so that a place is in sight. */
  reveal(point) {
    const [x, y] = this.toPixels(point);
    const margin = 24;
    const needed = (at, size) => Math.min(0, size - margin - at) + Math.max(0, margin - at);
    if (this.#view.scale > 1) {
      this.pan(needed(x, this.width), needed(y, this.height));
    }
  }

  reset() {
    this.#show({ scale: 1, x: 0, y: 0 });
  }

  #wanted() {
    return this.#frozen?.width ?? this.width * this.#view.scale * (devicePixelRatio || 1);
  }

  #show({ scale, x, y }) {
    const within = (at, size) => Math.min(0, Math.max(size * (1 - scale), at));
    this.#view = { scale, x: within(x, this.width), y: within(y, this.height) };
    this.#apply();
  }

  #apply() {
    const { scale, x, y } = this.#view;
    this.picture.style.transform = scale === 1 ? '' : `translate(${x}px, ${y}px) scale(${scale})`;
    this.element.toggleAttribute('data-zoomed', scale > 1);
    for (const draw of this.#drawn) {
      draw();
    }
  }

  #makeZoomTools() {
    const tool = (sign, words, act) =>
      el('button', { type: 'button', title: words, aria: { label: words }, on: { click: act } }, sign);
    return el(
      'div',
      { className: 'stage-zoom', hidden: true },
      tool('+', 'Larger (+)', () => this.zoom(STEP)),
      tool('−', 'Smaller (-)', () => this.zoom(1 / STEP)),
      tool('□', 'The whole picture (0)', () => this.reset()),
    );
  }

  #bind() {
    const { element } = this;
    element.addEventListener('pointerdown', (event) => this.#down(event));
    element.addEventListener('pointermove', (event) => this.#move(event));
    element.addEventListener('pointerup', (event) => this.#up(event));
    element.addEventListener('pointercancel', (event) => this.#lose(event));
    element.addEventListener('pointerleave', () => this.#tool?.hover?.(null));
    element.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    element.addEventListener('keydown', (event) => this.#key(event));
  }

  #down(event) {
    if (!this.#tool || event.button !== 0 || event.target.closest('.stage-labels button')) {
      return;
    }
    this.#pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.element.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 2) {
      this.#abandon();
      this.#gesture = { pinch: this.#pinch() };
    } else if (this.#pointers.size === 1) {
      const { target } = event;
      this.#gesture = {
        target,
        from: [event.clientX, event.clientY],
        still: CLICK_PIXELS[event.pointerType] ?? CLICK_PIXELS.mouse,
        isGrabbed: Boolean(this.#tool.grab?.(target, this.toPoint(event))),
        hasMoved: false,
      };
    }
  }

  #move(event) {
    const last = this.#pointers.get(event.pointerId);
    if (!last) {
      this.#tool?.hover?.(event.pointerType === 'touch' ? null : this.toPoint(event));
      return;
    }
    this.#pointers.set(event.pointerId, [event.clientX, event.clientY]);
    const gesture = this.#gesture;
    if (gesture?.pinch) {
      this.#follow(gesture);
    } else if (gesture) {
      const [x, y] = gesture.from;
      gesture.hasMoved ||= Math.hypot(event.clientX - x, event.clientY - y) > gesture.still;
      if (gesture.hasMoved && gesture.isGrabbed) {
        this.#tool?.drag?.(this.toPoint(event));
        this.#showLoupe(event);
      } else if (gesture.hasMoved) {
        this.pan(event.clientX - last[0], event.clientY - last[1]);
      }
    }
  }

  #up(event) {
    const gesture = this.#gesture;
    this.#loupe.hide();
    if (!this.#pointers.delete(event.pointerId) || !gesture) {
      return;
    }
    this.#gesture = null;
    if (gesture.pinch) {
      return;
    }
    if (!gesture.hasMoved) {
      this.#tool?.cancel?.();
      this.#tool?.click?.(this.toPoint(event), gesture.target, event);
    } else if (gesture.isGrabbed) {
      this.#tool?.drop?.(this.toPoint(event));
    }
  }

  #lose(event) {
    this.#pointers.delete(event.pointerId);
    this.#abandon();
  }

  #showLoupe(event) {
    if (event.pointerType === 'touch') {
      this.#loupe.show(this.toPoint(event));
    }
  }

  #abandon() {
    this.#loupe.hide();
    this.#tool?.cancel?.();
    this.#gesture = null;
  }

  #pinch() {
    const box = this.element.getBoundingClientRect();
    const [[ax, ay], [bx, by]] = [...this.#pointers.values()];
    return { middle: [(ax + bx) / 2 - box.left, (ay + by) / 2 - box.top], wide: Math.hypot(ax - bx, ay - by) };
  }

  #follow(gesture) {
    if (this.#pointers.size !== 2) {
      return;
    }
    const now = this.#pinch();
    const { middle, wide } = gesture.pinch;
    this.pan(now.middle[0] - middle[0], now.middle[1] - middle[1]);
    this.zoom(now.wide / Math.max(1, wide), now.middle);
    gesture.pinch = now;
  }

  // Without a tool the wheel scrolls the page.
  #wheel(event) {
    if (this.#tool) {
      event.preventDefault();
      const box = this.element.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY / 400), [event.clientX - box.left, event.clientY - box.top]);
    }
  }

  #key(event) {
    const acts = { '+': () => this.zoom(STEP), '-': () => this.zoom(1 / STEP), 0: () => this.reset() };
    if (this.#tool && acts[event.key] && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      acts[event.key]();
    }
  }
}
