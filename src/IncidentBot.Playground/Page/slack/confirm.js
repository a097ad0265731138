// Asks for confirmation in a separate dialog, with the app's texts.

import { h } from '../dom.js';
import { plainText, renderText } from './text.js';

let asked = 0;

/** True when the user confirms; without a confirmation object it is true at once. */
export function confirmed(confirm, ctx) {
  if (!confirm) return Promise.resolve(true);
  const id = `confirm-${++asked}`;
  const look = confirm.style === 'danger' ? 's-button s-button-danger' : 's-button s-button-primary';
  const dialog = h('dialog', { class: 's-dialog s-dialog-small', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text` },
    h('h2', { class: 's-dialog-title', id: `${id}-title` }, renderText(confirm.title, ctx)),
    h('div', { class: 's-dialog-text', id: `${id}-text` }, renderText(confirm.text, ctx)),
    h('div', { class: 's-dialog-foot' },
      h('button', { class: 's-button', type: 'button', onclick: () => dialog.close('no') }, confirm.deny ? renderText(confirm.deny, ctx) : plainText('Cancel')),
      h('button', { class: look, type: 'button', onclick: () => dialog.close('yes') }, confirm.confirm ? renderText(confirm.confirm, ctx) : plainText('Yes'))));
  // Escape belongs to this dialog, not to the modal below it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
