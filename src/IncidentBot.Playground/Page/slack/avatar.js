// Avatars beside messages and in menus, in the sizes used here.

import { avatar as mark } from '../avatar.js';

/** The name of a person on the page. */
export const nameOf = (person) => person?.realName || person?.name || 'Unknown person';

/** A person's avatar; decoration only, because the name is beside it. */
export function avatar(person, look = '') {
  return mark(person, `s-avatar ${look}`);
}
