// One camera's own page: its picture, its zones, its ground, and how far its count is off.
import { AboutPanel } from './about-panel.js';
import { CameraHead } from './camera-head.js';
import { CountPanel } from './count-panel.js';
import { el, text } from './dom.js';
import { ForgetCamera } from './forget-camera.js';
import { heatSwitch } from './heat-switch.js';
import { GroundLayer } from './ground-layer.js';
import { GroundPanel } from './ground-panel.js';
import { Place } from './place.js';
import { Press } from './press.js';
import { Stage } from './stage.js';
import { Store } from './store.js';
import { Tabs } from './tabs.js';
import { whyWords } from './words.js';
import { ZoneLayer } from './zone-layer.js';
import { ZonesPanel } from './zones-panel.js';

const RATE = 10;
const PAST_EVERY = 4;
const TABS = [['zones', 'Zones'], ['ground', 'Ground'], ['count', 'Count'], ['about', 'Camera']];
const VIEWER = 'You see this camera as a viewer. Zones, ground, calibration, title and capacity are changed by an operator.';

export class CameraPage {
  mayEdit;
  stage = new Stage();
  store;
  place;
  #key;
  #ticks = 0;
  #known = '';
  #head;
  #why = el('div', { className: 'why' }, el('b'), el('small', {}, el('b')));
  #noPicture = el('span', { className: 'no-picture', hidden: true }, 'Pictures are off on this node; counting goes on.');
  #gone = el('div', { className: 'empty', hidden: true });
  #said = el('p', { className: 'said', role: 'status' });
  #refused = el('p', { className: 'refused', role: 'alert' });
  #forget;
  #heat = heatSwitch();
  #body;
  #panels;
  #tabs;
  #press;

  /**
   * @param key node/camera
   * @param role of who is signed in
   */
  constructor(main, store, key, role) {
    this.#key = key;
    this.store = store;
    this.mayEdit = role !== 'viewer';
    this.place = new Place(key);
    this.#head = new CameraHead(store.limits);
    this.#forget = new ForgetCamera(key);
    const ground = new GroundLayer(this.stage);
    const zones = new ZoneLayer(this.stage, (name) => this.#choose(name));
    this.#panels = {
      zones: new ZonesPanel(this, zones),
      ground: new GroundPanel(this, ground),
      count: new CountPanel(this),
      about: new AboutPanel(this),
    };
    this.#tabs = new Tabs(
      TABS.map(([id, words]) => ({ id, words, panel: this.#panels[id].element })),
      (id) => this.#panels[id].leave(),
      (id) => (this.#panels.ground.isShown = id === 'ground'),
    );
    this.stage.over.append(this.#why, this.#noPicture);
    this.#body = el(
      'div',
      { className: 'camera-body' },
      el(
        'div',
        { className: 'camera-stage' },
        el('div', { className: 'stage-frame' }, this.stage.element, el('div', { className: 'stage-foot' }, this.#said, this.#heat.element, this.stage.zoomTools)),
      ),
      el(
        'aside',
        { className: 'camera-panel', aria: { label: 'What is known of this camera' } },
        this.mayEdit ? null : el('p', { className: 'card' }, VIEWER),
        this.mayEdit ? this.#forget.element : null,
        this.#refused,
        this.#tabs.element,
      ),
    );
    this.#press = new Press(this.#body);
    addEventListener('keydown', this.#keys, true);
    main.replaceChildren(this.#head.element, this.#gone, this.#body);
    this.tick();
    this.#load();
  }

  /** What the node is to send while this is looked at. */
  wanted() {
    return document.hidden ? { state: false, pictures: {} } : { state: true, pictures: { [this.#key]: RATE } };
  }

  paint(picture) {
    if (picture?.camera === this.#key && !document.hidden) {
      this.stage.paint(picture);
    }
  }

  /** Shows what is known now. */
  tick() {
    const camera = this.store.cameras.get(this.#key);
    this.#showGone(camera);
    if (!camera) {
      return;
    }
    this.#ticks += 1;
    this.#head.update(camera);
    this.#forget.update(camera);
    if (this.#ticks % PAST_EVERY === 1) {
      this.#head.drawPast(camera, getComputedStyle(document.documentElement));
    }
    this.#showStage(camera);
    this.#panels.zones.update(zonesOf(camera));
    this.#follow(camera);
  }

  /** Whether something is drawn that would be lost. */
  get isChanged() {
    return Object.values(this.#panels).some((panel) => panel.form?.isChanged);
  }

  /** Leaves what is being drawn, if that is agreed to; whether it was. */
  leave() {
    return this.#panels[this.#tabs.chosen].leave();
  }

  close() {
    removeEventListener('keydown', this.#keys, true);
    this.#heat.close();
    Object.values(this.#panels).forEach((panel) => panel.form?.close(''));
  }

  // What these keys mean holds wherever the focus is; but a text takes its own steps back.
  #keys = (event) => {
    const form = this.#panels[this.#tabs.chosen].form;
    const isControl = (event.ctrlKey || event.metaKey) && !event.target.closest('input');
    const key = isControl ? `Ctrl+${event.key.toLowerCase()}` : event.key;
    const act = {
      Escape: () => (form ? form.escape() : (location.hash = '#/')),
      'Ctrl+z': () => (event.shiftKey ? form?.redo() : form?.undo()),
      'Ctrl+y': () => form?.redo(),
    }[key];
    if (act && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  };

  /** Tells those who see it, and those who do not. */
  say(sentence) {
    text(this.#said, sentence);
  }

  /** Takes in what others have changed. */
  async reload() {
    await this.place.load(() => this.#press.released());
    this.refresh();
  }

  /** Changes something, and tells how that went; whether it did. */
  async change(act, said) {
    try {
      await act(this.place);
      text(this.#refused, '');
      this.say(said);
      this.refresh();
      return true;
    } catch (refused) {
      text(this.#refused, refused.message);
      if (refused.status === 412) {
        text(this.#refused, `${refused.changed('this camera')}. Theirs is shown now: look at it, and do it again.`);
        await this.#load();
      }
      return false;
    }
  }

  async #load() {
    try {
      await this.reload();
    } catch (refused) {
      text(this.#refused, refused.status === 404 ? '' : refused.message);
    }
  }

  /** Shows in every panel what is known. */
  refresh() {
    this.#known = knownOf(this.store.cameras.get(this.#key));
    this.stage.ground = this.place.map;
    const hadFocus = this.#tabs.element.contains(document.activeElement);
    Object.values(this.#panels).forEach((panel) => panel.refresh());
    if (hadFocus && document.activeElement === document.body) {
      this.#tabs.focus();
    }
  }

  // What others change is taken in; but not below somebody's hands, where saving finds it.
  #follow(camera) {
    const known = knownOf(camera);
    const isBusy = Object.values(this.#panels).some((panel) => panel.form);
    if (this.#known !== known && !isBusy) {
      this.#known = known;
      this.#load();
    }
  }

  #showStage(camera) {
    const { element } = this.stage;
    element.dataset.state = camera.state;
    // What stands above the picture wraps in narrow windows, and may be one banner more.
    this.#body.style.setProperty('--above', `${this.#body.offsetTop}px`);
    if (camera.width && camera.height) {
      this.#body.style.setProperty('--shape', (camera.width / camera.height).toFixed(4));
    }
    const [why, since] = whyWords(camera);
    text(this.#why.querySelector('b'), why);
    text(this.#why.querySelector('small b'), since);
    this.#noPicture.hidden = this.store.showsPictures;
  }

  #showGone(camera) {
    const isGone = this.store.isKnown && !camera;
    this.#gone.hidden = !isGone;
    this.#head.element.hidden = isGone;
    this.#body.hidden = isGone;
    if (isGone && !this.#gone.children.length) {
      this.#gone.append(
        el('h2', {}, `No camera ${this.#key}`),
        el('p', {}, 'It is not connected to this node, or you may not see it. If it comes, it is shown here.'),
        el('p', {}, el('a', { className: 'button', href: '#/' }, 'All cameras')),
      );
    }
  }

  async #choose(name) {
    await this.#tabs.choose('zones');
    this.#panels.zones.select(name);
  }
}

/** The zones' counts by name; none where the camera's own is no present one. */
const zonesOf = (camera) => new Map(Store.counts(camera) ? camera.zones?.map((zone) => [zone.name, zone]) : []);

// What tells that somebody has changed what is known of a camera.
const knownOf = (camera) =>
  JSON.stringify([camera?.title, camera?.capacity, camera?.zones?.map(({ name, title, capacity }) => [name, title, capacity]), camera?.factor, camera?.unconfirmed]);
