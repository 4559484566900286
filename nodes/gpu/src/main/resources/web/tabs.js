// One of several panels at a time; the arrow keys go from tab to tab.
import { el } from './dom.js';

export class Tabs {
  #tabs;
  #mayLeave;
  #told;
  #chosen = null;

  /**
   * @param tabs each `id`, `words`, `panel`
   * @param mayLeave asked, with a tab's id, before another is shown
   * @param told the id of the one that is shown
   */
  constructor(tabs, mayLeave, told) {
    this.#mayLeave = mayLeave;
    this.#told = told;
    this.#tabs = tabs.map(({ id, words, panel }) => ({ id, panel, tab: this.#make(id, words, panel) }));
    this.element = el(
      'div',
      { className: 'tabbed' },
      el('div', { className: 'tabs', role: 'tablist', on: { keydown: (event) => this.#key(event) } }, ...this.#tabs.map((it) => it.tab)),
      ...tabs.map((it) => it.panel),
    );
    this.#show(tabs[0].id);
  }

  get chosen() {
    return this.#chosen;
  }

  focus() {
    this.#tabs.find((it) => it.id === this.#chosen).tab.focus({ preventScroll: true });
  }

  async choose(id, isFocused = false) {
    if (id !== this.#chosen && (await this.#mayLeave(this.#chosen))) {
      this.#show(id);
      this.#told(id);
    }
    if (isFocused) {
      this.focus();
    }
  }

  #make(id, words, panel) {
    const tab = el(
      'button',
      { type: 'button', id: `tab-${id}`, role: 'tab', aria: { controls: `panel-${id}` }, on: { click: () => this.choose(id) } },
      words,
    );
    panel.id = `panel-${id}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    return tab;
  }

  #show(id) {
    this.#chosen = id;
    for (const { id: other, panel, tab } of this.#tabs) {
      const isShown = other === id;
      panel.hidden = !isShown;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
    }
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      const at = this.#tabs.findIndex((it) => it.id === this.#chosen);
      const next = this.#tabs[(at + step + this.#tabs.length) % this.#tabs.length];
      event.preventDefault();
      event.stopPropagation();
      this.choose(next.id, true);
    }
  }
}
