// Builds elements, and updates lists of them without touching unchanged items.

/** Builds an element. `on…` props are listeners; a prop with the value null, undefined or false is left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Makes the children of `container` show `items`, in order. A child keeps its node while its item (as JSON plus `extra(item)`) is the same. Focus,
 * selection and open menus inside it thus survive unrelated updates.
 */
export function keyed(container, items, key, render, extra = () => '') {
  const known = new Map();
  for (const child of [...container.children]) known.set(child.dataset.key, child);
  let previous = null;
  for (const item of items) {
    const name = String(key(item));
    const content = JSON.stringify(item) + extra(item);
    let child = known.get(name);
    known.delete(name);
    if (!child || child.keptContent !== content) {
      const fresh = render(item);
      fresh.dataset.key = name;
      fresh.keptContent = content;
      if (child) child.replaceWith(fresh);
      child = fresh;
    }
    const place = previous ? previous.nextSibling : container.firstChild;
    if (place !== child) container.insertBefore(child, place);
    previous = child;
  }
  for (const gone of known.values()) gone.remove();
}
