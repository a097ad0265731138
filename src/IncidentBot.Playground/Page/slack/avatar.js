// Faces beside messages and in menus: the page's own marks, in the sizes used here.

import { avatar as mark } from '../avatar.js';

/** What a person is called on the page. */
export const nameOf = (person) => person?.realName || person?.name || 'Somebody';

/** A person's picture; decoration only, the name stands beside it. */
export function avatar(person, look = '') {
  return mark(person, `s-avatar ${look}`);
}
