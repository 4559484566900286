// Elements, made in one line each.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with these properties (`data` and `aria` by name, `on` by event) and children. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  const { data = {}, aria = {}, on = {}, role, ...own } = properties;
  Object.assign(made, own);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) {
    made.setAttribute(`aria-${name}`, value);
  }
  if (role) {
    made.setAttribute('role', role);
  }
  for (const [event, listener] of Object.entries(on)) {
    made.addEventListener(event, listener);
  }
  made.append(...children.filter((it) => it !== null && it !== undefined));
  return made;
}

/** An SVG element with these attributes and children. */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  set(made, attributes);
  made.append(...children);
  return made;
}

/** Sets attributes; those that stay as they are cost nothing. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, value);
    }
  }
  return element;
}

/** Sets a text; the one that is there costs no layout. */
export function text(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

/**
 * Puts these below an element, in this order, and nothing else. One that has the focus stays where it is and the
 * others go around it: what is moved loses it.
 */
export function inOrder(parent, children) {
  const all = new Set(children);
  [...parent.children].filter((it) => !all.has(it)).forEach((it) => it.remove());
  const still = Math.max(0, children.findIndex((it) => it.contains(document.activeElement)));
  if (children.length && children[still].parentNode !== parent) {
    parent.prepend(children[still]);
  }
  for (let i = still + 1; i < children.length; i += 1) {
    if (children[i].previousSibling !== children[i - 1]) {
      children[i - 1].after(children[i]);
    }
  }
  for (let i = still - 1; i >= 0; i -= 1) {
    if (children[i].nextSibling !== children[i + 1]) {
      children[i + 1].before(children[i]);
    }
  }
}

/** A button that does one thing. */
export function button(words, act, properties = {}) {
  return el('button', { type: 'button', ...properties, on: { click: act } }, words);
}
