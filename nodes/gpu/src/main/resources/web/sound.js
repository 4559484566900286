// A tone where an alert begins to fire. Off, unless somebody has switched it on in this browser.
import { button, el } from './dom.js';

const KEY = 'alert-sound';
let context = null;

const isOn = () => localStorage.getItem(KEY) === 'on';

/** Sounds once, if it is on. */
export function sound() {
  if (!isOn()) {
    return;
  }
  context ??= new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 880;
  volume.gain.setValueAtTime(0.2, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.8);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.8);
}

/** Switches it on and off; a browser allows it once somebody has pressed something. */
export function soundSwitch() {
  const made = button('', () => {
    localStorage.setItem(KEY, isOn() ? 'off' : 'on');
    show();
    sound();
  });
  const show = () => {
    made.textContent = isOn() ? 'Sound is on' : 'Sound is off';
    made.setAttribute('aria-pressed', String(isOn()));
  };
  show();
  return el('span', { className: 'row' }, el('span', { className: 'quiet' }, 'It sounds while this page is seen.'), made);
}
