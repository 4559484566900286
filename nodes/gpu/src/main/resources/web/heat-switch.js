// The scale of the heat below one picture, and the switch for it, which is the wall's too.
import { el } from './dom.js';
import { drawLegend } from './heat.js';

export function heatSwitch() {
  const wall = document.getElementById('heat');
  const canvas = el('canvas', { className: 'legend-bar', width: 256, height: 1, aria: { hidden: 'true' } });
  const toggle = el('button', { type: 'button', title: wall.title, on: { click: () => wall.click() } }, 'Heat');
  const follow = () => toggle.setAttribute('aria-pressed', wall.getAttribute('aria-pressed'));
  const watcher = new MutationObserver(follow);
  drawLegend(canvas);
  follow();
  watcher.observe(wall, { attributeFilter: ['aria-pressed'] });
  const words = el('span', { className: 'heat-words' }, 'People on 1 % of the picture: 0', canvas, '8 and more');
  return { element: el('div', { className: 'heat-switch' }, words, toggle), close: () => watcher.disconnect() };
}
