// What WCAG 2.2 AA asks of colours, targets, focus and motion, measured on what the browser computed.
const PICTURES = '.shot, .stage';
const BACKDROPS = [[0, 0, 0, 1], [255, 255, 255, 1]];

function colour(text) {
  const numbers = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
  if (text.startsWith('color(srgb')) {
    return [numbers[0] * 255, numbers[1] * 255, numbers[2] * 255, numbers[3] ?? 1];
  }
  return text.startsWith('rgb') ? [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1] : [0, 0, 0, 0];
}

const over = ([r, g, b, a], [br, bg, bb]) => [r * a + br * (1 - a), g * a + bg * (1 - a), b * a + bb * (1 - a), 1];

function luminance([r, g, b]) {
  const linear = [r, g, b].map((it) => it / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return linear[0] * 0.2126 + linear[1] * 0.7152 + linear[2] * 0.0722;
}

function ratio(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** What may lie below an element: one colour, or over a picture both ends of all. */
function grounds(element) {
  const layers = [];
  for (let it = element; it; it = it.parentElement) {
    const layer = colour(getComputedStyle(it).backgroundColor);
    layers.push(layer);
    if (layer[3] === 1) {
      break;
    }
    if (it.matches(PICTURES)) {
      return BACKDROPS.map((end) => layers.reduceRight((below, above) => over(above, below), end));
    }
  }
  return [layers.reduceRight((below, above) => over(above, below), [255, 255, 255, 1])];
}

function opacity(element) {
  let all = 1;
  for (let it = element; it; it = it.parentElement) {
    all *= Number(getComputedStyle(it).opacity);
  }
  // What is shown only when it has the focus is measured as it is then.
  return all === 0 ? 1 : all;
}

const contrast = (element, text) => {
  const own = colour(text);
  own[3] *= opacity(element);
  return Math.min(...grounds(element).map((ground) => ratio(over(own, ground), ground)));
};

function isShown(element) {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, [inert]');
}

const named = (element) => {
  const path = [];
  for (let it = element; it && path.length < 3; it = it.parentElement) {
    path.unshift(it.tagName.toLowerCase() + (it.id ? `#${it.id}` : '') + [...it.classList].map((name) => `.${name}`).join(''));
  }
  return path.join(' > ');
};

const isDisabled = (element) => element.closest(':disabled, [aria-disabled="true"]') !== null;

const said = (element, value, least) => `${named(element)} '${element.textContent.trim().slice(0, 30)}' ${value.toFixed(2)} of ${least}`;

function faintTexts() {
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some((it) => it.nodeType === 3 && it.data.trim());
    const isField = element.matches('input, select, textarea') && element.value;
    if (!(hasText || isField) || !isShown(element) || isDisabled(element) || element.matches('option, optgroup, script, style')) {
      continue;
    }
    const style = getComputedStyle(element);
    const isDrawn = element.closest('svg') !== null;
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    // Letters over a picture may have an outline in place of a ground.
    const isOutlined = isDrawn && style.stroke !== 'none' && style.paintOrder.startsWith('stroke');
    const value = isOutlined ? ratio(colour(style.fill), colour(style.stroke)) : contrast(element, isDrawn ? style.fill : style.color);
    if (value < least) {
      faint.push(said(element, value, least));
    }
  }
  return [...new Set(faint)];
}

function faintGraphics() {
  const faint = [];
  const look = (selector, property) => {
    for (const element of document.querySelectorAll(selector)) {
      const value = contrast(element.closest('svg')?.parentElement ?? element.parentElement, getComputedStyle(element)[property]);
      if (isShown(element) && !isDisabled(element) && value < 3) {
        faint.push(`${property}: ${said(element, value, 3)}`);
      }
    }
  };
  look('svg.mark', 'fill');
  look('svg.spark path[stroke], svg.spark polyline', 'stroke');
  look('input:not([type="checkbox"], [type="radio"], [type="file"]), .field select, textarea', 'borderTopColor');
  look('.tile[data-alert], .note', 'borderTopColor');
  look('.peak-bar', 'backgroundColor');
  const root = getComputedStyle(document.documentElement);
  const paint = (name) => {
    const probe = document.createElement('i');
    probe.style.color = root.getPropertyValue(name);
    document.body.append(probe);
    const found = colour(getComputedStyle(probe).color);
    probe.remove();
    return found;
  };
  for (const name of ['--spark', '--late', '--bad', '--ok', '--away', '--accent', '--quiet']) {
    for (const ground of ['--card', '--bg']) {
      const value = ratio(paint(name), paint(ground));
      if (value < 3) {
        faint.push(`${name} on ${ground} ${value.toFixed(2)} of 3`);
      }
    }
  }
  return [...new Set(faint)];
}

function smallTargets() {
  const small = [];
  for (const element of document.querySelectorAll('button, select, input, textarea, a[href], summary, [role="tab"]')) {
    const box = (element.closest('label') ?? element).getBoundingClientRect();
    const label = element.id ? document.querySelector(`label[for="${element.id}"]`)?.getBoundingClientRect() : null;
    const isInText = element.matches('a') && getComputedStyle(element).display === 'inline';
    const isLarge = (it) => it && it.width >= 24 && it.height >= 24;
    if (isShown(element) && !isInText && !isLarge(box) && !isLarge(label)) {
      small.push(`${named(element)} ${box.width.toFixed(0)} x ${box.height.toFixed(0)}`);
    }
  }
  return [...new Set(small)];
}

function unseenFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) {
    return [];
  }
  const faults = [];
  const style = getComputedStyle(element);
  const ring = parseFloat(style.outlineWidth);
  const around = element.closest('svg')?.parentElement ?? element.parentElement ?? document.body;
  if (style.outlineStyle === 'none' || !(ring >= 2)) {
    faults.push(`${named(element)} shows no focus`);
  } else if (contrast(around, style.outlineColor) < 3) {
    faults.push(`${named(element)} shows its focus at ${contrast(around, style.outlineColor).toFixed(2)} of 3`);
  }
  const box = element.getBoundingClientRect();
  if (box.bottom < 0 || box.right < 0 || box.top > innerHeight || box.left > innerWidth) {
    faults.push(`${named(element)} has the focus outside of what is seen`);
  }
  return faults;
}

function moving() {
  const found = document.getAnimations().map((it) => `${named(it.effect.target)} moves`);
  for (const element of document.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    if (style.transitionDuration.split(',').some((it) => parseFloat(it) > 0) || style.animationName !== 'none' || style.scrollBehavior === 'smooth') {
      found.push(named(element));
    }
  }
  return [...new Set(found)];
}

const ACTIVE = 'a[href], button, select, input:not([type="hidden"]), textarea, summary';
const NAMED = `${ACTIVE}, [role="button"], [role="img"], [role="tab"], [role="link"], dialog`;

function nameOf(element) {
  const by = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
  const label = element.labels?.length ? [...element.labels].map((it) => it.textContent).join(' ') : '';
  return [element.ariaLabel, by?.join(' '), label, element.textContent, element.title].find((it) => it?.trim()) ?? '';
}

/** What is used and has no name, and what the keyboard reaches that says of itself no more than that it is there. */
function unnamed() {
  const found = [...document.querySelectorAll(NAMED)]
    .filter((it) => isShown(it) && !it.closest('[aria-hidden="true"]') && !nameOf(it))
    .map((it) => `${named(it)} has no name`);
  const silent = [...document.querySelectorAll('[tabindex="0"]')]
    .filter((it) => isShown(it) && !it.matches(ACTIVE) && !it.getAttribute('role'))
    .map((it) => `${named(it)} has no role`);
  return [...new Set([...found, ...silent])];
}
