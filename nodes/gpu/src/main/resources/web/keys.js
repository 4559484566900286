// The keyboard: the same as the mouse can do.

export function bindKeys(wall, bar) {
  const actions = {
    ArrowLeft: () => wall.move(-1, false),
    ArrowRight: () => wall.move(1, false),
    ArrowUp: () => wall.move(-1, true),
    ArrowDown: () => wall.move(1, true),
    Enter: () => wall.choose(document.activeElement?.dataset?.key),
    Escape: () => wall.back(),
    h: () => bar.toggleHeat(),
    o: () => bar.nextOrder(),
    t: () => bar.toggleTheme(),
    f: () => toggleFullscreen(),
    '?': () => bar.help(),
  };
  document.addEventListener('keydown', (event) => {
    const isElsewhere =
      event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select, dialog, button');
    const action = actions[event.key];
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
