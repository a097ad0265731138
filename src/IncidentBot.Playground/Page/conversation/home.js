// The bot's Home tab, as published for this person.

import { context } from '../context.js';
import { h } from '../dom.js';
import { renderHome } from '../slack/home.js';

export function showHome(root) {
  let shown = null;
  return ({ workspace, open }) => {
    if (open !== 'home') return;
    const { home, me } = workspace;
    const content = home ? `${me.id} ${JSON.stringify(home)}` : `${me.id} nothing`;
    if (content === shown) return;
    shown = content;
    root.replaceChildren(home ? renderHome(home, context)
      : h('p', { class: 'nothing' }, 'IncidentBot has published nothing here yet. It does when you open this tab, while it runs and reaches Slack.'));
  };
}
