// The public status page beside the workspace, as a customer sees it. It is replaced only after a change, without flicker.

import { h } from '../dom.js';
import { icon } from '../icons.js';

const Pause = 2000;
const Start = '/status';
const Words = { 503: 'The bot serves this page itself. While the bot is dead, the page is unavailable. It returns with the bot, unchanged.' };

export function showStatus(root) {
  const note = h('p', { class: 'status-note', role: 'status' });
  const stage = h('div', { class: 'status-stage' });
  root.append(h('header', { class: 'page-head page-head--row' }, h('h2', {}, 'What customers see'),
    h('a', { class: 'button button--small', href: Start, target: '_blank' }, icon('outside'), 'Open in a tab')), note, stage);
  let frame = null;
  let known = null;
  let last = 0;
  let timer = null;

  /** The user may have opened an incident's own page in the frame; then that page is updated. */
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
    if (status !== 200) note.replaceChildren(h('strong', {}, String(status)), Words[status] ?? 'The status page cannot be shown at the moment.');
  }

  /** Loads the new page behind the old one, then replaces it, at the same scroll position. */
  function swap(address) {
    const old = frame;
    const fresh = h('iframe', { class: 'status-frame', title: 'The public status page', sandbox: 'allow-same-origin allow-popups', src: address });
    fresh.addEventListener('load', () => {
      try { fresh.contentWindow.scrollTo(0, old?.contentWindow?.scrollY ?? 0); } catch { /* an inaccessible page starts at its top */ }
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
