// The public status page, live beside the workspace: what a customer sees. It is swapped only when it changed, without a flash.

import { h } from '../dom.js';
import { icon } from '../icons.js';

const Pause = 2000;
const Start = '/status';
const Words = { 503: 'The bot serves this page itself. While it is dead, so is the page. It comes back with the bot, just as it was.' };

export function showStatus(root) {
  const note = h('p', { class: 'status-note', role: 'status' });
  const stage = h('div', { class: 'status-stage' });
  root.append(h('header', { class: 'page-head page-head--row' }, h('h2', {}, 'What customers see'),
    h('a', { class: 'button button--small', href: Start, target: '_blank' }, icon('outside'), 'Open in a tab')), note, stage);
  let frame = null;
  let known = null;
  let last = 0;
  let timer = null;

  /** Readers may have gone on to an incident's own page: that one is kept up to date then. */
  const path = () => {
    try { return frame?.contentWindow.location.pathname.startsWith(Start) ? frame.contentWindow.location.pathname : Start; } catch { return Start; }
  };

  async function look() {
    timer = null;
    last = Date.now();
    const address = path();
    try {
      const answer = await fetch(address, { cache: 'no-cache' });
      const content = `${answer.status} ${await answer.text()}`;
      say(answer.status);
      if (`${address} ${content}` === known) return;
      known = `${address} ${content}`;
      if (answer.ok) swap(address);
    } catch {
      say('no answer');
    }
  }

  function say(status) {
    note.hidden = status === 200;
    stage.hidden = status !== 200;
    if (status !== 200) note.replaceChildren(h('strong', {}, String(status)), Words[status] ?? 'The status page cannot be shown just now.');
  }

  /** Loads the new page behind the old one and then takes its place, at the same height. */
  function swap(address) {
    const old = frame;
    const fresh = h('iframe', { class: 'status-frame', title: 'The public status page', sandbox: 'allow-same-origin allow-popups', src: address });
    fresh.addEventListener('load', () => {
      try { fresh.contentWindow.scrollTo(0, old?.contentWindow?.scrollY ?? 0); } catch { /* a page that cannot be looked into begins at its top */ }
      fresh.classList.add('status-frame--shown');
      for (const each of [...stage.children]) if (each !== fresh) each.remove();
    }, { once: true });
    stage.append(fresh);
    frame = fresh;
  }

  let seen = null;
  return ({ workspace, machine }, visible) => {
    if (!visible || !machine || (seen?.workspace === workspace && seen?.machine === machine)) return;
    seen = { workspace, machine };
    timer ??= setTimeout(look, Math.max(0, last + Pause - Date.now()));
  };
}
