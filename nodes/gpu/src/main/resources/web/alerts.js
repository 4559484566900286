// All alerts: how each stands, silencing them, and making, changing and deleting those of this page.
import { AlertCard } from './alert-card.js';
import { AlertForm } from './alert-form.js';
import { isFiring } from './alert-words.js';
import { ask } from './ask.js';
import { placeWords } from './camera-names.js';
import { call } from './call.js';
import { button, el, inOrder, text } from './dom.js';
import { PastAlerts } from './past-alerts.js';
import { Press } from './press.js';
import { soundSwitch } from './sound.js';

const EVERY_TICKS = 8;
const PAST_EVERY_TICKS = 40;
const ORDER = { firing: 0, recovering: 1, pending: 2, inactive: 3 };

export class AlertsPage {
  #store;
  #mayEdit;
  #say = el('p', { className: 'said', role: 'status' });
  #refused = el('p', { className: 'refused', role: 'alert' });
  #place = el('div');
  #list = el('div', { className: 'columns alert-list' });
  #quietWords = el('summary');
  #quietList = el('div', { className: 'columns' });
  // The one on silence is there for each camera; those that are well need no place each.
  #quiet = el('details', { className: 'card', hidden: true }, this.#quietWords, this.#quietList);
  #presses = [this.#list, this.#quiet].map((it) => new Press(it));
  #empty;
  #may;
  #cards = new Map();
  #past;
  #new = button('New alert', () => this.#edit(null), { className: 'main', disabled: true });
  #form = null;
  #now = null;
  #version = null;
  #ticks = 0;
  #isAsking = false;
  #asked = new AbortController();

  constructor(main, { store, who }) {
    this.#store = store;
    this.#mayEdit = who.role !== 'viewer';
    this.#may = this.#mayEdit ? this.#acts() : null;
    this.#empty = empty(this.#mayEdit);
    this.#past = new PastAlerts((where) => placeWords(store, where));
    main.replaceChildren(
      el('div', { className: 'page-head' }, el('h2', {}, 'Alerts'), el('div', { className: 'row' }, soundSwitch(), this.#mayEdit ? this.#new : null)),
      this.#mayEdit ? '' : el('p', { className: 'quiet' }, 'You see alerts as a viewer. Operators silence and change them.'),
      this.#refused,
      this.#say,
      this.#place,
      this.#list,
      this.#quiet,
      this.#past.element,
    );
    this.#load();
  }

  tick() {
    this.#ticks += 1;
    if (this.#ticks % EVERY_TICKS === 0 && !this.#isAsking) {
      this.#load();
    }
    if (this.#ticks % PAST_EVERY_TICKS === 0) {
      this.#past.look();
    }
  }

  close() {
    this.#past.close();
    this.#asked.abort();
  }

  get isChanged() {
    return this.#form?.isChanged ?? false;
  }

  async leave() {
    return !this.isChanged || ask('Leave the alert?', 'What you have typed is not saved.', 'Leave', 'Stay');
  }

  async #load() {
    this.#isAsking = true;
    try {
      await this.#take(await call('GET', 'alerts', { signal: this.#asked.signal }));
      this.#refused.textContent = '';
    } catch (refused) {
      this.#tell(refused);
    } finally {
      this.#isAsking = false;
    }
  }

  #tell(refused) {
    if (refused.name !== 'AbortError') {
      this.#refused.textContent = refused.status === 0 ? 'The node cannot be reached. What is shown is from before.' : refused.message;
    }
  }

  /** What is known holds at once; it is shown once no button is down, whose press would be lost. */
  async #take({ body, version }) {
    this.#now = body;
    this.#new.disabled = false;
    this.#version = version ?? this.#version;
    await Promise.all(this.#presses.map((it) => it.released()));
    this.#show();
  }

  #show() {
    const { alerts } = this.#now;
    this.#update(alerts);
    const focused = document.activeElement;
    const isWell = (it) => it.rule.measure === 'silence' && !isFiring(it);
    const own = alerts.filter((it) => !isWell(it));
    own.sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.name.localeCompare(b.name));
    inOrder(this.#list, own.length ? own.map((it) => this.#elementOf(it)) : [this.#empty]);
    this.#showQuiet(alerts.filter(isWell));
    // A card that has gone from one list to the other has lost it.
    if (focused !== document.activeElement && focused?.isConnected) {
      focused.focus({ preventScroll: true });
    }
  }

  /** Each alert keeps its card, as long as it has its name and its place. */
  #update(alerts) {
    const before = this.#cards;
    this.#cards = new Map(alerts.map((it) => [keyOf(it), before.get(keyOf(it)) ?? new AlertCard(this.#may)]));
    alerts.forEach((it) => this.#cards.get(keyOf(it)).update(it, placeWords(this.#store, it.rule.where)));
  }

  #elementOf(alert) {
    return this.#cards.get(keyOf(alert)).element;
  }

  #showQuiet(quiet) {
    this.#quiet.hidden = !quiet.length;
    text(this.#quietWords, `camera-silent: ${quiet.length} ${quiet.length === 1 ? 'camera is' : 'cameras are'} watched for counts that stop`);
    inOrder(this.#quietList, quiet.map((it) => this.#elementOf(it)));
  }

  #acts() {
    const where = (alert) => alert.rule.where;
    return {
      silence: (alert, forSeconds) =>
        this.#change(() => call('POST', `alerts/${alert.name}/silence`, { body: { forSeconds, where: where(alert) } }), `${alert.name} is silenced.`),
      wake: (alert) =>
        this.#change(() => call('DELETE', `alerts/${alert.name}/silence?${new URLSearchParams({ where: where(alert) })}`), `${alert.name} is no longer silenced.`),
      edit: (alert) => this.#edit(alert),
      remove: async (alert) => {
        const from = this.#version;
        if (await ask(`Delete ${alert.name}?`, 'It fires no more. If it fires now, it ends.', 'Delete')) {
          this.#change(() => call('DELETE', `alerts/${alert.name}`, { version: from }), `${alert.name} is deleted.`);
        }
      },
    };
  }

  async #change(act, said) {
    try {
      await this.#take(await act());
      this.#refused.textContent = '';
      this.#say.textContent = said;
    } catch (refused) {
      this.#refused.textContent = refused.status === 412 ? `${refused.changed('alerts')}. Theirs are shown now: look at them, and do it again.` : refused.message;
      if (refused.status === 412) {
        this.#load();
      }
    }
  }

  #edit(alert) {
    const close = () => {
      this.#form = null;
      this.#place.replaceChildren();
      this.#new.hidden = false;
      this.#new.focus();
    };
    // What is saved takes the place of what stood here as the form was opened, and of nothing newer.
    let from = this.#version;
    this.#form = new AlertForm({
      alert,
      defaults: this.#now.defaults,
      targets: this.#now.targets,
      places: this.#places(),
      cancel: close,
      save: async (name, rule) => {
        if (!alert && this.#now.alerts.some((it) => it.name === name)) {
          throw new Error(`The name ${name} is another alert's already.`);
        }
        try {
          this.#take(await call('PUT', `alerts/${name}`, { body: rule, version: from }));
        } catch (refused) {
          if (refused.status === 412) {
            this.#take(await call('GET', 'alerts', { signal: this.#asked.signal }));
            from = this.#version;
            refused.message = `${refused.changed('alerts')}. ${this.#theirs(name, alert)} What you have typed is not saved: save it again if it is to hold.`;
          }
          throw refused;
        }
        this.#say.textContent = `${name} is saved. It holds from the next second on.`;
        close();
      },
    });
    this.#new.hidden = true;
    this.#place.replaceChildren(this.#form.element);
    this.#form.focus();
    this.#form.element.scrollIntoView({ block: 'nearest' });
  }

  /** What has become of an alert that was changed in a form meanwhile. */
  #theirs(name, before) {
    const now = this.#now.alerts.find((it) => it.name === name);
    if (!now) {
      return before ? `${name} is deleted.` : '';
    }
    return before && JSON.stringify(now.rule) === JSON.stringify(before.rule) ? `${name} is as it was.` : `${name} is changed: it stands below as it is now.`;
  }

  /** Every camera and zone that can be watched. */
  #places() {
    return [...this.#store.cameras.values()]
      .sort((a, b) => a.key.localeCompare(b.key, undefined, { numeric: true }))
      .flatMap((camera) => [
        [camera.key, `${placeWords(this.#store, camera.key)}, whole picture`],
        ...camera.zones.map((zone) => [`${camera.key}/${zone.name}`, placeWords(this.#store, `${camera.key}/${zone.name}`)]),
      ]);
  }
}

const keyOf = ({ name, rule }) => `${name} ${rule.where}`;

const empty = (mayEdit) =>
  el(
    'div',
    { className: 'card' },
    el('h3', {}, 'No alert yet'),
    el('p', { className: 'quiet' }, mayEdit ? 'An alert fires where there are too many people, too dense a crowd, or too fast a rise, and tells whom it is to tell.' : 'Operators make them.'),
  );
