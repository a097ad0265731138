// A panel attached to a button: in the browser's top layer, so that neither a modal nor a scrolling list cuts it off.

import { h } from '../dom.js';

/**
 * Attaches `panel` to `trigger`; the caller adds both to the page, the panel after the trigger. The browser opens it on a click. Escape, a click
 * elsewhere or another popup closes it.
 */
export function hang(trigger, panel, { onopen = () => {}, onclose = () => {}, align = 'start' } = {}) {
  panel.setAttribute('popover', 'auto');
  panel.classList.add('s-popup');
  trigger.popoverTargetElement = panel;
  trigger.setAttribute('aria-expanded', 'false');
  const moves = ['scroll', 'resize'];
  const keepPlace = () => {
    if (panel.isConnected) place(trigger, panel, align);
    else for (const move of moves) removeEventListener(move, keepPlace, true);
  };
  panel.addEventListener('beforetoggle', (event) => {
    if (event.newState !== 'open') return;
    onopen();
    // The toggle event comes after the first paint of the panel, which would be in the wrong place.
    requestAnimationFrame(keepPlace);
  });
  panel.addEventListener('toggle', (event) => {
    const isOpen = event.newState === 'open';
    trigger.setAttribute('aria-expanded', String(isOpen));
    for (const move of moves) window[isOpen ? 'addEventListener' : 'removeEventListener'](move, keepPlace, true);
    if (isOpen) keepPlace();
    else onclose();
  });
  // Escape closes only the panel, not the modal around it or the shell.
  const escape = (event) => {
    if (event.key !== 'Escape' || !isOpen(panel)) return;
    event.preventDefault();
    event.stopPropagation();
    close(panel);
    trigger.focus();
  };
  trigger.addEventListener('keydown', escape);
  panel.addEventListener('keydown', escape);
}

export const isOpen = (panel) => panel.matches(':popover-open');

export function open(panel) {
  if (!isOpen(panel)) panel.showPopover();
}

export function close(panel) {
  if (isOpen(panel)) panel.hidePopover();
}

/** A button with its panel, as one element. */
export const around = (...children) => h('span', { class: 's-popup-place' }, ...children);

const gap = 4;
const margin = 8;

/** Below the trigger where there is space, else above it; always inside the window. */
function place(trigger, panel, align) {
  const at = trigger.getBoundingClientRect();
  panel.style.minWidth = `${Math.min(at.width, innerWidth - 2 * margin)}px`;
  const below = innerHeight - at.bottom - gap - margin;
  const above = at.top - gap - margin;
  panel.style.maxHeight = `${Math.max(120, Math.min(360, Math.max(below, above)))}px`;
  const { width, height } = panel.getBoundingClientRect();
  const goesUp = height > below && above > below;
  const left = align === 'end' ? at.right - width : at.left;
  panel.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
  // Above the trigger it is anchored at the bottom, so that it stays there when a search makes it shorter.
  panel.style.top = goesUp ? 'auto' : `${at.bottom + gap}px`;
  panel.style.bottom = goesUp ? `${innerHeight - at.top + gap}px` : 'auto';
}
