// The keyboard: the same as the mouse can do.

// Where one camera is shown, these are for its picture.
const WALL_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter', 'o']);

/** @param isWall whether all cameras are shown */
export function bindKeys(wall, bar, isWall) {
  const actions = {
    ArrowLeft: () => wall.move(-1, false),
    ArrowRight: () => wall.move(1, false),
    ArrowUp: () => wall.move(-1, true),
    ArrowDown: () => wall.move(1, true),
    Enter: () => wall.choose(document.activeElement?.dataset?.key),
    h: () => bar.toggleHeat(),
    o: () => bar.nextOrder(),
    t: () => bar.toggleTheme(),
    f: () => toggleFullscreen(),
    '?': () => bar.help(),
  };
  document.addEventListener('keydown', (event) => {
    const isElsewhere =
      event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select, textarea, dialog, button, a');
    const action = isWall() || !WALL_KEYS.has(event.key) ? actions[event.key] : undefined;
    if (action && !isElsewhere) {
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
