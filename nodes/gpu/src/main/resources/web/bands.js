// How dense a crowd is, by word and by pattern: never by colour alone.
import { svg } from './dom.js';

const PATTERNS = {
  free: '',
  slowed: 'M-4 14 14-4M6 24 24 6',
  contact: 'M-2 7 7-2M-2 17 17-2M3 22 22 3M13 22 22 13',
  critical: 'M-2 7 7-2M-2 17 17-2M3 22 22 3M13 22 22 13M-2 13 7 22M-2 3 17 22M3-2 22 17M13-2 22 7',
  mask: 'M0 10H20',
};

export const bandWords = {
  free: 'free',
  slowed: 'slowed',
  contact: 'in contact',
  critical: 'critical',
};

/** The patterns, for a picture's SVG to refer to as `band-…`. */
export function bandPatterns() {
  return svg(
    'defs',
    {},
    ...Object.entries(PATTERNS).map(([band, d]) =>
      svg(
        'pattern',
        { id: `band-${band}`, class: `pattern ${band}`, width: 20, height: 20, patternUnits: 'userSpaceOnUse' },
        svg('rect', { width: 20, height: 20 }),
        svg('path', { d }),
      ),
    ),
  );
}

/** A small square of a band's pattern. */
export function bandSwatch(band) {
  return svg(
    'svg',
    { class: `swatch ${band}`, viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    svg('rect', { width: 20, height: 20 }),
    svg('path', { d: PATTERNS[band] ?? '' }),
  );
}
