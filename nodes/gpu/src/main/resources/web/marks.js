// States by their shapes: each is told from the others without its colour.

const SHAPES = {
  live: '<circle cx="8" cy="8" r="6"/>',
  // An hourglass.
  late: '<path d="M2 1h12v3L9.500 8l4.500 4v3H2v-3l4.500-4L2 4z"/>',
  silent: '<path d="M2 2h12v12H2z"/>',
  away: '<path d="m3.4 1 4.6 4.6L12.6 1 15 3.4 10.4 8l4.6 4.6-2.4 2.4L8 10.4 3.4 15 1 12.6 5.6 8 1 3.4z"/>',
  // A flash.
  lost: '<path d="M10.500 0 2 9h4.500L5 16l9-9.500H9z"/>',
  waiting: '<path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m0 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8" fill-rule="evenodd"/>',
  rising: '<path d="M4 2h10v10h-3V7.100L4.100 14 2 11.900 8.900 5H4z"/>',
  falling: '<path d="M4 14h10V4h-3v4.900L4.100 2 2 4.100 8.900 11H4z"/>',
  steady: '<path d="M1 6h14v4H1z"/>',
  // By how grave it is: an octagon and a triangle with an exclamation mark, a diamond with an i.
  critical: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5zm2 3v5h2V4zm0 6.5v2h2v-2z" fill-rule="evenodd"/>',
  warning: '<path d="M8 0 16 15H0zM7 5v5h2V5zm0 6v2h2v-2z" fill-rule="evenodd"/>',
  info: '<path d="m8 0 8 8-8 8-8-8zM7 3.500v2h2v-2zM7 7v5h2V7z" fill-rule="evenodd"/>',
  // Three dots; a bell that is struck out.
  pending: '<path d="M0 8a2 2 0 0 1 4.500 0A2 2 0 0 1 0 8m5.750 0a2 2 0 0 1 4.500 0 2 2 0 0 1-4.500 0m5.750 0A2 2 0 0 1 16 8a2 2 0 0 1-4.500 0"/>',
  silenced: '<path d="M8 1a5 5 0 0 1 4.6 3L4 12.600H2l1-2V6a5 5 0 0 1 5-5m5 5v4.600l1 2H7zM6 13.500h4a2 2 0 0 1-4 0M1 14 14 1l1 1L2 15z"/>',
  unknown: '',
};

export const shapes = Object.keys(SHAPES);

/** An SVG of that state, without a word. */
export function mark(state) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('mark');
  svg.innerHTML = SHAPES[state] ?? '';
  return svg;
}
