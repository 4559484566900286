// Deletes a camera's history, once its name has been typed: it does not come back.
import { button, el } from './dom.js';
import { erase } from './past.js';

export class EraseHistory {
  element = button('Delete this camera’s history…', () => this.#ask());
  #done;
  #camera = '';

  /** @param done told once it is gone */
  constructor(done) {
    this.#done = done;
  }

  use(series) {
    this.#camera = series.split('/').slice(0, 2).join('/');
  }

  #ask() {
    const camera = this.#camera;
    const typed = el('input', { id: 'erase-name', autocomplete: 'off', spellcheck: false });
    const refused = el('p', { className: 'refused', role: 'alert' });
    const yes = button('Delete', () => go(), { className: 'main', disabled: true });
    const dialog = el(
      'dialog',
      { className: 'ask', aria: { label: 'Delete history' }, on: { close: () => dialog.remove(), keydown: (event) => event.stopPropagation() } },
      el('h2', {}, `Delete the history of ${camera}?`),
      el('p', {}, 'Everything that was counted of it and of its zones is deleted, and does not come back. Zones, alerts and what is counted from now on stay.'),
      el('label', { htmlFor: 'erase-name' }, `Type ${camera} to say that this is meant:`),
      typed,
      refused,
      el('div', { className: 'row end' }, button('Cancel', () => dialog.close()), yes),
    );
    typed.addEventListener('input', () => (yes.disabled = typed.value !== camera));
    const go = async () => {
      try {
        await erase(camera);
        dialog.close();
        this.#done();
      } catch (problem) {
        refused.textContent = problem.message;
      }
    };
    document.body.append(dialog);
    dialog.showModal();
  }
}
