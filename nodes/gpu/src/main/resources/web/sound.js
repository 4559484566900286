// A tone where an alert begins to fire. Off, unless somebody has switched it on in this browser.
import { button, el } from './dom.js';

const KEY = 'alert-sound';
/** A tone that the browser lets sound later than this tells of nothing new. */
const STILL_NEW_MILLIS = 1000;
let context = null;

const isOn = () => localStorage.getItem(KEY) === 'on';

/** Sounds once, if it is on and the browser lets it: some do only after a key or a click. */
export async function sound() {
  if (!isOn()) {
    return;
  }
  const asked = performance.now();
  context ??= new AudioContext();
  await context.resume();
  if (performance.now() - asked < STILL_NEW_MILLIS) {
    tone();
  }
}

function tone() {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 880;
  volume.gain.setValueAtTime(0.2, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.8);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.8);
}

// A page that was loaded anew may sound from the first key or click on.
for (const gesture of ['keydown', 'pointerdown']) {
  addEventListener(gesture, () => context?.resume());
}

/** Switches it on and off; a browser allows it once somebody has pressed something. */
export function soundSwitch() {
  const words = el('span', { className: 'quiet' });
  const made = button('', () => {
    localStorage.setItem(KEY, isOn() ? 'off' : 'on');
    show();
    sound();
  });
  const show = () => {
    made.textContent = isOn() ? 'Sound is on' : 'Sound is off';
    made.setAttribute('aria-pressed', String(isOn()));
    const isHeld = isOn() && navigator.userActivation?.hasBeenActive === false;
    words.textContent = isHeld ? 'The browser lets it sound once you have pressed a key.' : 'It sounds while this page is seen.';
  };
  show();
  return el('span', { className: 'row' }, words, made);
}
