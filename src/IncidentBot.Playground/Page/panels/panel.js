// The right side: three tabs. On a phone they are in the bottom bar.

import { h } from '../dom.js';
import { icon } from '../icons.js';
import { change, remember } from '../store.js';
import { setPanel } from '../tools.js';
import { showPromise } from './promise.js';
import { showStatus } from './status.js';
import { showTour } from './tour.js';

const Tabs = [['tour', 'Tour', 'flag', showTour], ['promise', 'Promise', 'shield', showPromise], ['status', 'Status page', 'globe', showStatus]];

export function showPanel(root) {
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Beside the workspace' });
  const close = h('button', { type: 'button', class: 'tool', 'aria-label': 'Hide this panel', title: 'Hide', onclick: () => setPanel(false) }, icon('close'));
  root.append(h('div', { class: 'tabs-bar' }, list, close));
  const tabs = Tabs.map(([id, name, picture, show]) => {
    const tab = h('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}`, onclick: () => select(id) }, icon(picture), name);
    const page = h('div', { role: 'tabpanel', id: `panel-${id}`, class: `page page--${id}`, 'aria-labelledby': `tab-${id}`, tabindex: '0', hidden: true });
    list.append(tab);
    root.append(page);
    return { id, tab, page, render: show(page) };
  });
  list.addEventListener('keydown', (event) => {
    const at = tabs.findIndex(({ tab }) => tab === document.activeElement);
    const to = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: (at - 1 + tabs.length) % tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(tabs[to].id);
    tabs[to].tab.focus();
  });

  return (state) => {
    document.body.dataset.panel = state.panelOpen ? 'open' : 'hidden';
    for (const { id, tab, page, render } of tabs) {
      const chosen = id === state.panel;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      page.hidden = !chosen;
      render(state, chosen);
    }
  };
}

export function select(panel) {
  remember('panel', panel);
  change({ panel });
}
