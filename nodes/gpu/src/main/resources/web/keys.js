// The keyboard: the same as the mouse can do.
import { button } from './dom.js';

// Where one camera is shown, these are for its picture.
const WALL_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'o']);

/** @param isWall whether all cameras are shown */
export function bindKeys(wall, bar, isWall) {
  const actions = {
    ArrowLeft: () => wall.move(-1, false),
    ArrowRight: () => wall.move(1, false),
    ArrowUp: () => wall.move(-1, true),
    ArrowDown: () => wall.move(1, true),
    h: () => bar.toggleHeat(),
    o: () => bar.nextOrder(),
    t: () => bar.toggleTheme(),
    f: () => toggleFullscreen(),
    '?': () => bar.help(),
  };
  document.addEventListener('keydown', (event) => {
    const isElsewhere =
      event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select, textarea, dialog, [role="tablist"]');
    const action = isWall() || !WALL_KEYS.has(event.key) ? actions[event.key] : undefined;
    if (isWall() && !isElsewhere && areKeysOn() && wall.turnKey(event.key)) {
      event.preventDefault();
    } else if (action && !isElsewhere && areKeysOn()) {
      event.preventDefault();
      action();
    }
  });
}

function toggleFullscreen() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else {
    document.documentElement.requestFullscreen?.();
  }
}

const KEY = 'keys';

const areKeysOn = () => localStorage.getItem(KEY) !== 'off';

/** Switches them on and off in this browser, for who speaks or is easily caught by one. */
export function keysSwitch() {
  const show = () => {
    made.textContent = areKeysOn() ? 'Keys are on' : 'Keys are off';
    made.setAttribute('aria-pressed', String(areKeysOn()));
  };
  const made = button('', () => {
    localStorage.setItem(KEY, areKeysOn() ? 'off' : 'on');
    show();
  });
  show();
  return made;
}
