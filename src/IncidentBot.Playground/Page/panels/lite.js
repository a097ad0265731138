// The markup of the tour's texts: `code` and *bold* only.

import { h } from '../dom.js';

export function lite(text) {
  return text.split(/(`[^`]+`|\*[^*]+\*)/).filter(Boolean).map((part) => {
    if (part.length > 2 && part.startsWith('`')) return h('code', {}, part.slice(1, -1));
    if (part.length > 2 && part.startsWith('*')) return h('strong', {}, part.slice(1, -1));
    return part;
  });
}
