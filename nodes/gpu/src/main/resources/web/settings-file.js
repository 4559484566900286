// Everything that people have said of the site, as one file: to keep, and to take to another node.
import { ask } from './ask.js';
import { call } from './call.js';
import { el } from './dom.js';
import { Part } from './settings-part.js';
import { linkFor } from './settings-users.js';

const HELD = 'Titles, capacities, zones, ground, calibration, alerts, groups and bands';

export class SiteFilePart extends Part {
  #links = el('ul', { className: 'card good', hidden: true });

  constructor(mayImport) {
    super('All of it as a file', mayImport ? `${HELD}, and users with their roles, without their passwords; no picture and no count.` : `${HELD}; no picture, no count and no user.`);
    const file = el('input', { type: 'file', id: 'site-file', accept: 'application/json,.json' });
    file.addEventListener('change', () => this.#import(file));
    this.body.append(
      el(
        'div',
        { className: 'row' },
        el('a', { className: 'button', href: '/api/v1/site', download: 'throng-site.json' }, 'Export'),
        ...(mayImport ? [el('label', { htmlFor: 'site-file' }, 'Import a file:'), file] : []),
      ),
      this.#links,
    );
  }

  async #import(input) {
    const [file] = input.files;
    const isMeant = file && (await ask('Import this file?', `What ${file.name} holds takes the place of what is here under the same names; everything else stays, and so do users who are here.`, 'Import'));
    if (isMeant) {
      await this.attempt(async () => {
        const { cameras, alerts, groups, users, links } = (await call('PUT', 'site', { body: await read(file) })).body;
        this.#show(links);
        return `It is taken: ${many(cameras, 'camera')}, ${many(alerts, 'alert')}, ${many(groups, 'group')}, ${many(users, 'user')}.`;
      });
    }
    input.value = '';
  }

  #show(links) {
    this.#links.hidden = links.length === 0;
    this.#links.replaceChildren(...links.map(({ name, link }) => el('li', {}, ...linkFor(name, link))));
  }
}

const many = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;

async function read(file) {
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new Error(`${file.name} is no JSON file.`);
  }
}
