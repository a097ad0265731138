// A modal's frame: title, back button, ×, the scrolling middle, and the buttons below.

import { h } from '../dom.js';
import { freshId } from './fields.js';
import { icon } from './icons.js';
import { plainText } from './text.js';

/** Builds the frame. `show` renders a view's frame; the caller fills `body`. */
export function modalFrame({ onback, oncancel, onclose, onsubmit }) {
  const titleId = freshId('modal-title');
  const back = h('button', { class: 's-icon-button', type: 'button', 'aria-label': 'Back', title: 'Back', onclick: onback }, icon('back'));
  const title = h('h2', { class: 's-modal-title', id: titleId });
  const shut = h('button', { class: 's-icon-button', type: 'button', 'aria-label': 'Close', title: 'Close', onclick: onclose }, icon('close'));
  const body = h('div', { class: 's-modal-body s-blocks' });
  const trouble = h('p', { class: 's-modal-trouble', role: 'alert' });
  const cancel = h('button', { class: 's-button', type: 'button', onclick: oncancel });
  const send = h('button', { class: 's-button s-button-primary', type: 'button', onclick: onsubmit });
  const dialog = h('dialog', { class: 's-dialog s-modal', 'aria-labelledby': titleId },
    h('header', { class: 's-modal-head' }, back, title, shut), body, h('footer', { class: 's-dialog-foot s-modal-foot' }, trouble, cancel, send));

  // The view closes when the server says so; the browser's own closing would only hide it.
  dialog.addEventListener('cancel', (event) => { if (event.target === dialog) event.preventDefault(); });
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      oncancel();
    } else if (event.key === 'Enter' && (event.target.matches('input.s-text') || (event.target.matches('textarea') && (event.ctrlKey || event.metaKey)))) {
      event.preventDefault();
      onsubmit();
    }
  });

  function show({ view, isPushed, isWaiting, trouble: words }) {
    if (title.textContent !== view.title) title.replaceChildren(plainText(view.title ?? ''));
    back.hidden = !isPushed;
    send.hidden = !view.submit;
    send.textContent = view.submit ?? '';
    cancel.textContent = view.close ?? (view.submit ? 'Cancel' : 'Close');
    send.classList.toggle('is-waiting', isWaiting);
    if (isWaiting) send.setAttribute('aria-busy', 'true');
    else send.removeAttribute('aria-busy');
    if (trouble.textContent !== words) trouble.replaceChildren(...(words ? [icon('warning'), words] : []));
  }

  return { dialog, body, show, primary: () => (send.hidden ? cancel : send) };
}
