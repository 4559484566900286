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
  // An octagon with an exclamation mark; a clock; a bell that is struck out.
  firing: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5zm2 3v5h2V4zm0 6.5v2h2v-2z" fill-rule="evenodd"/>',
  pending: '<path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m-1 3h2v4h3v2H7z" fill-rule="evenodd"/>',
  silenced: '<path d="M8 1a5 5 0 0 1 4.6 3L4 12.600H2l1-2V6a5 5 0 0 1 5-5m5 5v4.600l1 2H7zM6 13.500h4a2 2 0 0 1-4 0M1 14 14 1l1 1L2 15z"/>',
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
