// The page: signs in, opens the socket, and gives what comes to the wall and the bar.
import { me, signOut } from './api.js';
import { Bar } from './bar.js';
import { openDoor } from './sign-in.js';
import { bindKeys } from './keys.js';
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
  const wall = new Wall(byId('wall'), store, () => socket.subscribe(wall.wanted()));
  const bar = new Bar(store, wall);
  const socket = new Socket({
    opened: () => bar.connected(),
    lost: (again) => bar.lost(again, () => socket.now()),
    signedOut: () => location.reload(),
    hello: (hello) => greet(hello, store, wall),
    cameras: (cameras) => {
      store.update(cameras);
      wall.arrange();
    },
    recent: (message) => store.fill(message),
    picture: (picture) => wall.paint(picture),
  });
  bindKeys(wall, bar);
  byId('out').addEventListener('click', async () => {
    await signOut();
    location.reload();
  });
  document.addEventListener('visibilitychange', () => socket.subscribe(wall.wanted()));
  setInterval(() => {
    if (!document.hidden) {
      store.tick(socket.isOpen());
      wall.tick();
      bar.tick();
    }
  }, TICK_MILLIS);
  socket.subscribe(wall.wanted());
  socket.open();
}

// A page that was open while the node was replaced would speak an old language.
function greet(hello, store, wall) {
  const mine = document.querySelector('script[type=module]').src;
  if (!mine.includes(hello.assets)) {
    location.reload();
    return;
  }
  store.showsPictures = hello.pictures;
  byId('out').title = `Sign out ${hello.user}`;
  document.title = 'Throng';
  wall.arrange();
}

begin();
