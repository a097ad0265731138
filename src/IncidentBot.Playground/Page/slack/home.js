// The app's Home tab.

import { h } from '../dom.js';
import { avatar } from './avatar.js';
import { renderBlocks } from './blocks.js';
import { takesFocusOver } from './focus.js';

/** Renders what the bot published for this person, or a placeholder. */
export function renderHome(view, ctx) {
  const root = h('section', { class: 's-home', 'data-place': `${ctx.me.id}/home`, 'aria-label': 'Home of the app' });
  if (view) root.append(renderBlocks(view.blocks, { key: `${ctx.me.id}/home`, ctx, state: view.state, at: { surface: 'home' } }));
  else root.append(nothingYet());
  return takesFocusOver(root);
}

function nothingYet() {
  return h('div', { class: 's-home-empty' },
    avatar({ kind: 'bot' }, 's-avatar-large'),
    h('h2', {}, 'Nothing here yet'),
    h('p', {}, 'The bot publishes this page shortly after you open it for the first time.'));
}
