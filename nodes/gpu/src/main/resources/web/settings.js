// Oneself, who else comes in, and what holds for the whole site; each part for who may change it.
import { el } from './dom.js';
import { BrowserPart } from './settings-browser.js';
import { BandsPart } from './settings-bands.js';
import { GroupsPart } from './settings-groups.js';
import { SiteFilePart } from './settings-file.js';
import { TokensPart } from './settings-tokens.js';
import { UsersPart } from './settings-users.js';
import { WideVersions } from './settings-wide.js';
import { YouPart } from './settings-you.js';

const ROLES = {
  viewer: 'you see cameras, their past and their alerts',
  operator: 'you also change zones, alerts, groups and bands',
  admin: 'you also manage users and tokens, and may delete what is stored',
};
// What concerns all cameras is for who sees all of them.
const ROLES_AT_SOME = {
  viewer: 'you see some cameras, their past and their alerts',
  operator: 'you see some cameras, and change their zones and alerts',
  admin: 'you see some cameras, change their zones and alerts, and may delete what is stored of them',
};

export class SettingsPage {
  #asked = new AbortController();

  constructor(main, { store, who }) {
    const parts = [new YouPart(who), new BrowserPart()];
    const seesAll = !who.cameras.length;
    if (seesAll && who.role === 'admin') {
      parts.push(new UsersPart(who), new TokensPart());
    }
    if (seesAll && who.role !== 'viewer') {
      const wide = new WideVersions();
      parts.push(new GroupsPart(store, wide), new BandsPart(wide), new SiteFilePart(who.role === 'admin'));
    }
    main.replaceChildren(
      el('div', { className: 'page-head' }, el('h2', {}, 'Settings'), el('p', { className: 'quiet' }, `${who.name}, ${who.role}: ${(seesAll ? ROLES : ROLES_AT_SOME)[who.role]}.`)),
      ...parts.map((it) => it.element),
    );
    parts.forEach((it) => it.load?.(this.#asked.signal));
  }

  close() {
    this.#asked.abort();
  }
}
