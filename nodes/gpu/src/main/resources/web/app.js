// The page: signs in, opens the socket, and gives what comes to the bar and to what is shown.
import { me, signOut } from './api.js';
import { Bar } from './bar.js';
import { bindKeys, keysSwitch } from './keys.js';
import { Pages } from './pages.js';
import { comeInAgain, heedLink, offerLink, openDoor } from './sign-in.js';
import { Socket } from './socket.js';
import { Store } from './store.js';
import { sayUnopened } from './unopened.js';
import { showView } from './view.js';
import { Wall } from './wall.js';
import { setZone } from './words.js';

const TICK_MILLIS = 250;
const AGAIN_MILLIS = 10_000;

const byId = (id) => document.getElementById(id);

async function begin() {
  show(await whoComes());
}

async function whoComes() {
  const before = await me();
  if (before && !(await offerLink(before.name))) {
    return before;
  }
  if (!before) {
    await openDoor();
  }
  return me();
}

/** @param who is signed in; `cameras`: which of them they see, none: all */
function show(who) {
  byId('bar').hidden = false;
  // Before the pages hear of it, to whom it is an address of none of them.
  addEventListener('hashchange', heedLink);
  const store = new Store();
  const subscribe = () => socket.subscribe(pages.wanted());
  const wall = new Wall(byId('wall'), store, subscribe);
  const bar = new Bar(store, wall);
  const pages = new Pages(wall, store, subscribe, (query) => showView(query, { wall, bar }));
  const socket = new Socket({
    lost: (again, quiet, refusal) => bar.lost(again, quiet, () => socket.now(), refusal),
    // What somebody has typed or drawn outlives that, if they sign in beside it.
    signedOut: () => (pages.isChanged ? bar.signedOut(comeInAgain) : comeInAgain()),
    hello: (hello) => greet(hello, store, wall, (its) => pages.begin({ ...its, cameras: who?.cameras ?? [] })),
    cameras: (message) => {
      bar.connected();
      store.update(message.cameras, message.groups);
      wall.arrange();
    },
    recent: (message) => store.fill(message),
    picture: (picture) => pages.paint(picture),
  });
  bindKeys(wall, bar, () => pages.isWall);
  byId('keys-switch').append(keysSwitch());
  byId('out').addEventListener('click', async () => {
    await signOut();
    location.reload();
  });
  // A tab that nobody sees is sent nothing and does nothing.
  let ticking = 0;
  const look = () => {
    clearInterval(ticking);
    ticking = document.hidden ? 0 : setInterval(tick, TICK_MILLIS);
    subscribe();
  };
  const tick = () => {
    socket.look();
    store.tick(socket.isTelling);
    if (socket.isTelling) {
      store.limits.follow();
      store.history.follow();
    }
    pages.tick();
    bar.tick();
  };
  document.addEventListener('visibilitychange', look);
  look();
  socket.open();
}

// A page that was open while the node was replaced would speak an old language.
function greet(hello, store, wall, begin) {
  const mine = document.querySelector('script[type=module]').src;
  if (!mine.includes(hello.assets)) {
    location.reload();
    return;
  }
  store.showsPictures = hello.pictures;
  byId('out').title = `Sign out ${hello.user}`;
  wall.arrange();
  setZone(hello.timeZone);
  begin({ name: hello.user, role: hello.role, timeZone: hello.timeZone });
}

begin().catch((trouble) => {
  byId('page').hidden = false;
  sayUnopened(byId('page'), trouble.message);
  setTimeout(() => location.reload(), AGAIN_MILLIS);
});
