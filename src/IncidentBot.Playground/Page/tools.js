// The small buttons of the top bar: colours, keyboard help, and the side panel.

import { h } from './dom.js';
import { icon } from './icons.js';
import { change, remember, remembered, state } from './store.js';

/** On a tablet the panel overlays the conversation. */
const lies = matchMedia('(max-width: 1179px)');

const Themes = { auto: ['both', 'Colours: system setting'], light: ['sun', 'Colours: light'], dark: ['moon', 'Colours: dark'] };

export function showTools(root, { help }) {
  const theme = h('button', { type: 'button', class: 'tool', onclick: () => wear(following(document.documentElement.dataset.theme ?? 'auto')) });
  const panel = h('button', { type: 'button', class: 'tool tool--panel', 'aria-controls': 'panel', onclick: () => setPanel(!state.panelOpen) }, icon('panel'));
  root.append(theme,
    h('button', { type: 'button', class: 'tool tool--keys', 'aria-label': 'Keyboard shortcuts', title: 'Keyboard shortcuts (?)',
      onclick: help }, icon('help')), panel);
  wear(remembered('theme') ?? 'auto');

  function wear(name) {
    const [picture, label] = Themes[name] ?? Themes.auto;
    if (name === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    remember('theme', name);
    theme.replaceChildren(icon(picture));
    theme.setAttribute('aria-label', label);
    theme.title = label;
  }

  return ({ panelOpen }) => {
    panel.setAttribute('aria-expanded', String(panelOpen));
    panel.title = panelOpen ? 'Hide tour, promise and status page' : 'Show tour, promise and status page';
    panel.setAttribute('aria-label', 'Tour, promise and status page');
  };
}

/** Closes the panel where it would cover what the user is about to see. */
export function uncover() {
  if (lies.matches && state.panelOpen) change({ panelOpen: false });
}

export function setPanel(open) {
  if (!lies.matches) remember('panelOpen', open ? 'yes' : 'no');
  change({ panelOpen: open });
}

const following = (name) => Object.keys(Themes)[(Object.keys(Themes).indexOf(name) + 1) % 3];
