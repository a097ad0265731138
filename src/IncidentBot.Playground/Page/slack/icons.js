// The page's own icons, in the sizes used here.

import { icon as drawing } from '../icons.js';

/** One icon; decoration only, so that its button needs a label. */
export const icon = (name) => drawing(name, `s-icon s-icon-${name}`);
