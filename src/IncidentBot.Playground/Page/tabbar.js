// The bottom bar of a phone: one part of the playground at a time.

import { h } from './dom.js';
import { icon } from './icons.js';
import { select } from './panels/panel.js';
import { change } from './store.js';

const Parts = [['channels', 'Channels', 'hash'], ['chat', 'Chat', 'chat'], ['tour', 'Tour', 'flag'], ['promise', 'Promise', 'shield'],
  ['status', 'Status', 'globe']];

export function showTabbar(root) {
  const buttons = Parts.map(([id, name, picture]) => {
    const dot = h('span', { class: 'tabbar-dot', hidden: true }, h('span', { class: 'hidden-text' }, ' (unread)'));
    const go = () => { if (id !== 'channels' && id !== 'chat') select(id); change({ pane: id }); };
    return { id, dot, button: h('button', { type: 'button', onclick: go }, icon(picture), h('span', {}, name), dot) };
  });
  root.append(...buttons.map(({ button }) => button));

  return ({ pane, workspace, open }) => {
    document.body.dataset.pane = pane;
    for (const { id, button, dot } of buttons) {
      if (id === pane) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      dot.hidden = id !== 'channels' || !workspace?.channels.some((channel) => channel.unread && channel.isMember && channel.id !== open);
    }
  };
}
