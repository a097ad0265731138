// The page's own drawings, in the sizes used here.

import { icon as drawing } from '../icons.js';

/** One drawing; decoration only, so what it is on carries a name of its own. */
export const icon = (name) => drawing(name, `s-icon s-icon-${name}`);
