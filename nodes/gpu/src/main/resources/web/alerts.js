// All alerts: how each stands, silencing them, and making, changing and deleting those of this page.
import { alertCard } from './alert-card.js';
import { AlertForm } from './alert-form.js';
import { isFiring } from './alert-words.js';
import { ask } from './ask.js';
import { placeWords } from './camera-names.js';
import { call } from './call.js';
import { button, el } from './dom.js';
import { PastAlerts } from './past-alerts.js';
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
  #silence = el('div');
  #past;
  #new = button('New alert', () => this.#edit(null), { className: 'main', disabled: true });
  #form = null;
  #now = null;
  #version = null;
  #shown = '';
  #ticks = 0;
  #isAsking = false;
  #asked = new AbortController();

  constructor(main, { store, who }) {
    this.#store = store;
    this.#mayEdit = who.role !== 'viewer';
    this.#past = new PastAlerts((where) => placeWords(store, where));
    main.replaceChildren(
      el('div', { className: 'page-head' }, el('h2', {}, 'Alerts'), el('div', { className: 'row' }, soundSwitch(), this.#mayEdit ? this.#new : null)),
      this.#mayEdit ? '' : el('p', { className: 'quiet' }, 'You see alerts as a viewer. Operators silence and change them.'),
      this.#refused,
      this.#say,
      this.#place,
      this.#list,
      this.#silence,
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
      this.#take(await call('GET', 'alerts', { signal: this.#asked.signal }));
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

  #take({ body, version }) {
    this.#now = body;
    this.#new.disabled = false;
    this.#version = version ?? this.#version;
    // Whoever chooses or reads in it is not to lose it to what has not changed.
    const shown = JSON.stringify(body.alerts);
    if (shown !== this.#shown && !this.#list.contains(document.activeElement?.closest('select'))) {
      this.#shown = shown;
      this.#show();
    }
  }

  #show() {
    const focused = document.activeElement?.closest('[data-act]');
    const back = focused && [focused.closest('.alert')?.dataset.name, focused.dataset.act];
    const own = this.#now.alerts.filter((it) => it.rule.measure !== 'silence' || isFiring(it));
    own.sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.name.localeCompare(b.name));
    const quiet = this.#now.alerts.filter((it) => it.rule.measure === 'silence' && !isFiring(it));
    const may = this.#mayEdit ? this.#may() : null;
    this.#list.replaceChildren(...(own.length ? own.map((it) => this.#card(it, may)) : [empty(this.#mayEdit)]));
    this.#showSilence(quiet, may);
    if (back) {
      this.#list.querySelector(`[data-name="${back[0]}"] [data-act="${back[1]}"]`)?.focus();
    }
  }

  // It is there for each camera; those that are well need no card each.
  #showSilence(quiet, may) {
    const isOpen = this.#silence.querySelector('details')?.open ?? false;
    this.#silence.replaceChildren(
      ...(quiet.length
        ? [
            el(
              'details',
              { className: 'card', open: isOpen },
              el('summary', {}, `camera-silent: ${quiet.length} ${quiet.length === 1 ? 'camera is' : 'cameras are'} watched for counts that stop`),
              el('div', { className: 'columns' }, ...quiet.map((it) => this.#card(it, may))),
            ),
          ]
        : []),
    );
  }

  #card(alert, may) {
    return alertCard(alert, placeWords(this.#store, alert.rule.where), may);
  }

  #may() {
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
    document.activeElement?.blur?.();
    try {
      this.#take(await act());
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

const empty = (mayEdit) =>
  el(
    'div',
    { className: 'card' },
    el('h3', {}, 'No alert yet'),
    el('p', { className: 'quiet' }, mayEdit ? 'An alert fires where there are too many people, too dense a crowd, or too fast a rise, and tells whom it is to tell.' : 'Operators make them.'),
  );
