// States by their shapes: each is told from the others without its colour.

const SHAPES = {
  live: '<circle cx="8" cy="8" r="6"/>',
  late: '<path d="M8 1.5 15 14H1z"/>',
  silent: '<path d="M2 2h12v12H2z"/>',
  away: '<path d="m3.4 1 4.6 4.6L12.6 1 15 3.4 10.4 8l4.6 4.6-2.4 2.4L8 10.4 3.4 15 1 12.6 5.6 8 1 3.4z"/>',
  lost: '<path d="m3.4 1 4.6 4.6L12.6 1 15 3.4 10.4 8l4.6 4.6-2.4 2.4L8 10.4 3.4 15 1 12.6 5.6 8 1 3.4z"/>',
  waiting: '<path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m0 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8" fill-rule="evenodd"/>',
  rising: '<path d="M8 2 15 13H1z"/>',
  falling: '<path d="M8 14 1 3h14z"/>',
  steady: '<path d="M1 6h14v4H1z"/>',
  unknown: '',
};

/** An SVG of that state, without a word. */
export function mark(state) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('mark');
  svg.innerHTML = SHAPES[state] ?? '';
  return svg;
}
