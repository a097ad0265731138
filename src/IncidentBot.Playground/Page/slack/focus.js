// Keeps the keyboard focus when a message or view is rendered again: the same control of the same place gets the focus.

// The same message may be in the channel and in the thread beside it.
const paneOf = (node) => node?.closest('aside, main, dialog') ?? document.body;

/** The place of the focus: the pane, the place (a message, a view) and the control in it; null when it is on no such control. */
export function focused(node = document.activeElement) {
  const place = node?.closest?.('[data-place]')?.dataset.place;
  const control = node?.dataset?.focus;
  return place && control ? { pane: paneOf(node), place, control } : null;
}

/** The present node of this place. */
export function find(where) {
  if (!where) return null;
  const places = [...where.pane.querySelectorAll('[data-place]')].filter((node) => node.dataset.place === where.place);
  const controls = places.flatMap((place) => [...place.querySelectorAll('[data-focus]')]);
  return controls.find((node) => node.dataset.focus === where.control && node.getClientRects().length > 0) ?? null;
}

/** Restores the focus to this rendering of a place after it has replaced the earlier one. */
export function takesFocusOver(root) {
  const where = focused();
  if (where && where.place === root.dataset.place) queueMicrotask(() => {
    // The list may have moved the focus to the new rendering's first control; the right one is better.
    const at = document.activeElement;
    if (where.pane.contains(root) && (!at || at === document.body || root.contains(at))) find(where)?.focus({ preventScroll: true });
  });
  return root;
}
