// The page: signs in, opens the socket, and gives what comes to the bar and to what is shown.
import { me, signOut } from './api.js';
import { Bar } from './bar.js';
import { bindKeys } from './keys.js';
import { Pages } from './pages.js';
import { openDoor } from './sign-in.js';
import { Socket } from './socket.js';
import { Store } from './store.js';
import { Wall } from './wall.js';

const TICK_MILLIS = 250;

const byId = (id) => document.getElementById(id);

async function begin() {
  const who = await me();
  if (!who) {
    await openDoor();
  }
  show();
}

function show() {
  byId('bar').hidden = false;
  byId('wall').hidden = false;
  const store = new Store();
  const subscribe = () => socket.subscribe(pages.wanted());
  const wall = new Wall(byId('wall'), store, subscribe);
  const pages = new Pages(wall, byId('camera'), store, subscribe);
  const bar = new Bar(store, wall);
  const socket = new Socket({
    opened: () => bar.connected(),
    lost: (again) => bar.lost(again, () => socket.now()),
    signedOut: () => location.reload(),
    hello: (hello) => greet(hello, store, wall, pages),
    cameras: (cameras) => {
      store.update(cameras);
      wall.arrange();
    },
    recent: (message) => store.fill(message),
    picture: (picture) => pages.paint(picture),
  });
  bindKeys(wall, bar, () => pages.isWall);
  byId('out').addEventListener('click', async () => {
    await signOut();
    location.reload();
  });
  document.addEventListener('visibilitychange', subscribe);
  setInterval(() => {
    if (!document.hidden) {
      store.tick(socket.isOpen());
      pages.tick();
      bar.tick();
    }
  }, TICK_MILLIS);
  subscribe();
  socket.open();
}

// A page that was open while the node was replaced would speak an old language.
function greet(hello, store, wall, pages) {
  const mine = document.querySelector('script[type=module]').src;
  if (!mine.includes(hello.assets)) {
    location.reload();
    return;
  }
  store.showsPictures = hello.pictures;
  byId('out').title = `Sign out ${hello.user}`;
  wall.arrange();
  pages.begin(hello.role);
}

begin();
