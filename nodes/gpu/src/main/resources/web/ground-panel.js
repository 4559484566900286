// Which place of the picture is where on the ground: what areas and densities come from.
import { ask } from './ask.js';
import { decimal } from './camera-words.js';
import { button, el } from './dom.js';
import { GroundForm } from './ground-form.js';
import { areaList, headsNote } from './ground-notes.js';

const EMPTY = `Where the ground is measured, zones have an area, and with it people per square metre.
  Four points are enough: the corners of anything rectangular on the floor whose sides you know.`;

export class GroundPanel {
  #page;
  #layer;
  #overview = el('div', { className: 'panel-part' });
  #form = null;
  #isShown = false;

  constructor(page, layer) {
    this.#page = page;
    this.#layer = layer;
    this.element = el('div', {}, this.#overview);
  }

  /** What is being drawn; null: nothing is. */
  get form() {
    return this.#form;
  }

  /** Draws the grid while this panel is looked at. */
  set isShown(isShown) {
    this.#isShown = isShown;
    this.#drawGrid();
  }

  refresh() {
    const { ground, isKnown } = this.#page.place;
    const tools = this.#page.mayEdit && isKnown
      ? el(
          'div',
          { className: 'row' },
          button(ground ? 'Change' : 'Measure the ground', () => this.edit(), { className: ground ? '' : 'main' }),
          ground ? button('Delete', () => this.#remove()) : null,
        )
      : null;
    this.#overview.replaceChildren(
      ...(ground ? this.#measured(ground) : [el('p', { className: 'quiet' }, EMPTY)]),
      ...(tools ? [tools] : []),
      headsNote(),
    );
    this.#drawGrid();
  }

  edit() {
    this.#overview.hidden = true;
    this.#form = new GroundForm(this.#page, this.#layer, (said) => this.#closed(said));
    this.element.append(this.#form.element);
    this.#form.begin();
  }

  async leave() {
    return this.#form ? this.#form.leave() : true;
  }

  #closed(said) {
    this.#form.element.remove();
    this.#form = null;
    this.#overview.hidden = false;
    this.#page.refresh();
    this.#page.say(said);
    this.#overview.querySelector('button')?.focus();
  }

  #measured(ground) {
    const [, [width], [, depth]] = ground.metres;
    return [
      el('p', {}, `Measured by four points, ${decimal(width)} m by ${decimal(depth)} m.`),
      areaList(this.#page.place.zones, this.#page.place.map),
    ];
  }

  async #remove() {
    if (await ask('Delete the measure of the ground?', 'Zones then have no area and no density.', 'Delete')) {
      await this.#page.change((place) => place.removeGround(), 'The measure of the ground is deleted.');
    }
  }

  #drawGrid() {
    if (!this.#form) {
      const { map, ground } = this.#page.place;
      this.#layer.show(this.#isShown ? map : null, ground?.metres);
    }
  }
}
