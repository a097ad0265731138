// Keeps the keyboard focus while a list is rendered again, and while a box opens and closes beside its button.

/** Renders, and restores the focus to its row if rendering replaced that row. */
export function steady(container, draw) {
  const held = container.contains(document.activeElement) ? document.activeElement.closest('[data-key]')?.dataset.key : null;
  draw();
  if (!held || container.contains(document.activeElement)) return;
  const row = [...container.querySelectorAll('[data-key]')].find((each) => each.dataset.key === held);
  (row?.matches('a, button') ? row : row?.querySelector('a, button'))?.focus();
}

/** Makes `button` open and close `box`. Escape, a click elsewhere or a focus elsewhere closes it. Returns {open, close}. */
export function disclosure(button, box, { opened, closed } = {}) {
  const isOpen = () => !box.hidden;
  const close = (giveBack = false) => {
    if (!isOpen()) return;
    box.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (giveBack) button.focus();
    closed?.();
  };
  const open = () => {
    box.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    opened?.();
  };
  box.hidden = true;
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => (isOpen() ? close(true) : open()));
  for (const each of [button, box]) {
    each.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !isOpen()) return;
      event.stopPropagation();
      close(true);
    });
  }
  const elsewhere = (event) => { if (!box.contains(event.target) && !button.contains(event.target)) close(); };
  document.addEventListener('pointerdown', elsewhere);
  document.addEventListener('focusin', elsewhere);
  return { open, close };
}
