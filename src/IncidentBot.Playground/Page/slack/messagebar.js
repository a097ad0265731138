// The actions for a message: a bar that is visible on hover and with keyboard focus. It has one tab stop; arrows move inside.

import { h } from '../dom.js';
import { actionMenu } from './actionmenu.js';
import { icon } from './icons.js';
import { picker } from './reactions.js';

/** The bar of a normal message; an ephemeral one has none. */
export function messageBar(message, ctx) {
  const here = { channel: ctx.channel.id, ts: message.ts };
  const pin = message.pinned ? 'Unpin' : 'Pin';
  const shortcuts = (ctx.shortcuts ?? []).filter((shortcut) => shortcut.type === 'message');
  const bar = h('div', { class: 's-message-bar', role: 'toolbar', 'aria-label': 'Actions for this message' },
    picker(message, ctx),
    action('pin', pin, 'bar/pin', () => ctx.act('pin', { ...here, add: !message.pinned }), message.pinned),
    message.isReply ? null : action('reply', 'Reply in thread', 'bar/reply', () => ctx.openThread(message.ts)),
    shortcuts.length === 0 ? null : actionMenu({
      label: 'More actions', attributes: { 'data-focus': 'bar/more' },
      items: () => shortcuts.map((shortcut) => ({ label: shortcut.name, note: shortcut.description, onclick: () => begin(shortcut, here, ctx) })),
    }).element);
  return roving(bar);
}

async function begin(shortcut, here, ctx) {
  const answer = await ctx.act('shortcut', { callbackId: shortcut.callbackId, ...here });
  if (answer?.failure) ctx.toast(`“${shortcut.name}” did not work: the bot did not respond in time.`);
}

function action(picture, label, focus, onclick, isOn = null) {
  return h('button', { class: `s-icon-button${isOn ? ' is-on' : ''}`, type: 'button', 'aria-label': label, title: label,
    'data-focus': focus, onclick }, icon(picture));
}

function roving(bar) {
  const stops = [...bar.querySelectorAll('.s-icon-button')];
  const make = (stop) => stops.forEach((one) => { one.tabIndex = one === stop ? 0 : -1; });
  make(stops[0]);
  bar.addEventListener('focusin', (event) => { if (stops.includes(event.target)) make(event.target); });
  bar.addEventListener('keydown', (event) => {
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    stops[(to + stops.length) % stops.length].focus();
  });
  return bar;
}
