// The middle column: the header of the open channel, its bars, its messages or the Home tab, and the composer below.

import { h } from '../dom.js';
import { showComposer } from '../composer/composer.js';
import { showBars } from './bars.js';
import { showHead } from './head.js';
import { showHome } from './home.js';
import { showMessages } from './messages.js';

export function showConversation(root) {
  const head = h('header', { class: 'head' });
  const bars = h('div', { class: 'bars' });
  const body = h('div', { class: 'body' });
  const home = h('div', { class: 'home-tab', hidden: true });
  const foot = h('div', { class: 'foot' });
  root.append(head, bars, body, home, foot);
  const parts = [showHead(head), showBars(bars), showMessages(body), showHome(home), showComposer(foot)];

  return (state) => {
    if (!state.workspace) return;
    const isHome = state.open === 'home';
    for (const each of [bars, body, foot]) each.hidden = isHome;
    home.hidden = !isHome;
    for (const render of parts) render(state);
  };
}
