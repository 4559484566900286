// The ground while it is measured: four points on the picture, and their metres.
import { ask } from './ask.js';
import { button, el, text } from './dom.js';
import { Draft } from './draft.js';
import { GroundMap, goesAround, rectangle } from './ground-map.js';
import { areaList, headsNote } from './ground-notes.js';
import { OutlineEditor } from './outline-editor.js';
import { isMask } from './place.js';

const POINTS = 4;
const OPEN_HINT = 'Click the four corners of something rectangular on the ground, one after the other around it.';
const CLOSED_HINT = `Now its sides in metres. The grid must lie flat on the ground and run along what is parallel
  there; drag a corner where it does not.`;
const MOST_METRES = 10_000;

/** Why four points cannot be corners; null: they can. */
function judge(points, isClosed) {
  return isClosed && !goesAround(points)
    ? { sentence: 'The four points must go around one place, none between the others.', lines: [] }
    : null;
}

export class GroundForm {
  #page;
  #layer;
  #done;
  #draft;
  #editor = null;
  #saving = null;
  #isOver = false;
  #parts = {};
  #before;
  #metres;

  constructor(page, layer, done) {
    const { ground } = page.place;
    this.#page = page;
    this.#layer = layer;
    this.#done = done;
    this.#metres = ground?.metres ?? rectangle(4, 4);
    this.#draft = new Draft(ground?.picture ?? [], Boolean(ground), judge);
    this.element = this.#build();
    this.#before = JSON.stringify(this.#read());
  }

  begin() {
    this.#editor = new OutlineEditor(
      this.#page.stage,
      this.#draft,
      {
        say: (sentence) => this.#page.say(sentence),
        changed: () => this.#changed(),
      },
      POINTS,
    );
    this.#page.stage.element.classList.add('is-measuring');
    this.#changed();
    this.#editor.focus();
    this.#page.stage.element.scrollIntoView({ block: 'nearest' });
  }

  undo() {
    this.#editor.undo();
  }

  redo() {
    this.#editor.redo();
  }

  escape() {
    return this.#editor.escape() || this.leave();
  }

  get isChanged() {
    return this.#draft.canUndo || JSON.stringify(this.#read()) !== this.#before;
  }

  async leave() {
    await this.#saving;
    if (this.#isOver) {
      return true;
    }
    const isAgreed =
      !this.isChanged || (await ask('Leave without saving?', 'What you have measured is lost.', 'Leave', 'Go on measuring'));
    if (isAgreed) {
      this.close('');
    }
    return isAgreed;
  }

  close(said) {
    this.#isOver = true;
    this.#page.stage.element.classList.remove('is-measuring');
    this.#editor.close();
    this.#done(said);
  }

  #build() {
    const parts = this.#parts;
    const [, [width], [, depth]] = this.#metres;
    const isFree = JSON.stringify(rectangle(width, depth)) !== JSON.stringify(this.#metres);
    parts.hint = el('p', { className: 'hint' });
    parts.undo = button('Undo', () => this.undo(), { title: 'Ctrl+Z' });
    parts.redo = button('Redo', () => this.redo(), { title: 'Ctrl+Y' });
    parts.again = button('Start again', () => this.#again());
    parts.refused = el('p', { className: 'refused', role: 'alert' });
    parts.width = metresField('ground-width', width, () => this.#changed());
    parts.depth = metresField('ground-depth', depth, () => this.#changed());
    parts.free = el('input', { type: 'checkbox', checked: isFree, on: { change: () => this.#freed() } });
    parts.rows = this.#metres.map(([x, y], i) => [
      metresField(`ground-x-${i}`, x, () => this.#changed(), `Metres of point ${i + 1} to the right`),
      metresField(`ground-y-${i}`, y, () => this.#changed(), `Metres of point ${i + 1} away`),
    ]);
    parts.simple = el(
      'div',
      { className: 'pair' },
      el('div', {}, el('label', { htmlFor: 'ground-width' }, 'Width, from 1 to 2'), withUnit(parts.width)),
      el('div', {}, el('label', { htmlFor: 'ground-depth' }, 'Depth, from 2 to 3'), withUnit(parts.depth)),
    );
    parts.advanced = el('div', { className: 'coordinates', hidden: !isFree }, ...coordinates(parts.rows));
    parts.simple.hidden = isFree;
    parts.areas = el('div');
    parts.save = el('button', { type: 'submit', className: 'main' }, 'Save');
    parts.metres = el(
      'div',
      { className: 'panel-part' },
      parts.simple,
      el('label', { className: 'choice' }, parts.free, el('span', {}, 'It is no rectangle: give each point its metres')),
      parts.advanced,
      parts.areas,
    );
    return el(
      'form',
      { className: 'panel-part', noValidate: true, on: { submit: (event) => (this.#saving = this.#submit(event)) } },
      el('h3', {}, 'Measure the ground'),
      parts.hint,
      el('div', { className: 'row' }, parts.undo, parts.redo, parts.again),
      parts.refused,
      parts.metres,
      el('div', { className: 'row' }, parts.save, button('Cancel', () => this.leave())),
      headsNote(),
    );
  }

  #freed() {
    const isFree = this.#parts.free.checked;
    if (isFree) {
      rectangle(numberIn(this.#parts.width), numberIn(this.#parts.depth)).forEach(([x, y], i) => {
        this.#parts.rows[i][0].value = String(x);
        this.#parts.rows[i][1].value = String(y);
      });
    }
    this.#parts.advanced.hidden = !isFree;
    this.#parts.simple.hidden = isFree;
    this.#changed();
  }

  #again() {
    this.#draft.change([], false);
    this.#editor.draw();
    this.#changed();
    this.#editor.focus();
  }

  #read() {
    const parts = this.#parts;
    return parts.free.checked
      ? parts.rows.map((row) => row.map(numberIn))
      : rectangle(numberIn(parts.width), numberIn(parts.depth));
  }

  #changed() {
    const parts = this.#parts;
    const { points, isClosed } = this.#draft;
    const left = POINTS - points.length;
    text(parts.hint, isClosed ? CLOSED_HINT : `${OPEN_HINT} ${left === 1 ? 'One more.' : `${left} to go.`}`);
    parts.undo.disabled = !this.#draft.canUndo;
    parts.redo.disabled = !this.#draft.canRedo;
    parts.again.disabled = points.length === 0;
    parts.metres.hidden = !isClosed;
    const metres = this.#read();
    const areNumbers = metres.flat().every((it) => Number.isFinite(it) && Math.abs(it) <= MOST_METRES);
    const map = isClosed && areNumbers ? GroundMap.of(points, metres) : null;
    this.#layer.show(map, metres);
    parts.areas.replaceChildren(areaList(this.#page.place.zones, map));
    this.#refuse(isClosed ? this.#wrong(map, areNumbers) : '');
    parts.save.disabled = !map || Boolean(parts.refused.textContent);
  }

  #wrong(map, areNumbers) {
    if (!areNumbers) {
      return 'Give the metres as numbers, such as 3 or 4.5.';
    }
    if (!map) {
      return 'No flat ground looks like this: check the order of the points, and their metres.';
    }
    const beyond = this.#page.place.zones.filter((it) => !isMask(it) && map.squareMetres(it.points) === null);
    const names = beyond.map((it) => it.title).join(', ');
    return beyond.length
      ? `${names} would reach to the horizon or beyond it, where there is no ground: move the upper points down, or change the zone first.`
      : '';
  }

  #refuse(sentence) {
    text(this.#parts.refused, sentence);
  }

  async #submit(event) {
    event.preventDefault();
    this.#parts.save.disabled = true;
    try {
      await this.#page.place.saveGround({ picture: this.#draft.points, metres: this.#read() });
      this.close('The ground is measured.');
    } catch (refused) {
      if (refused.status === 412) {
        await this.#page.reload().catch(() => null);
        this.#changed();
        this.#refuse(`${refused.changed('this camera')}. Your points are still here: look at the areas of the zones, and save again.`);
      } else {
        this.#refuse(refused.message);
      }
      this.#parts.save.disabled = false;
    }
  }
}

function metresField(id, value, changed, label = null) {
  return el('input', {
    id,
    type: 'text',
    inputMode: 'decimal',
    autocomplete: 'off',
    value: String(value),
    aria: label ? { label } : {},
    on: { input: changed },
  });
}

/** A field's number, with a comma or a point. */
function numberIn(field) {
  const words = field.value.trim().replace(',', '.');
  return words === '' ? NaN : Number(words);
}

const withUnit = (field) => el('span', { className: 'with-unit' }, field, 'm');

const coordinates = (rows) => [
  el('span', { className: 'quiet' }, 'Point'),
  el('span', { className: 'quiet' }, 'to the right'),
  el('span', { className: 'quiet' }, 'away'),
  ...rows.flatMap(([x, y], i) => [el('b', {}, String(i + 1)), withUnit(x), withUnit(y)]),
];
