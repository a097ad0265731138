// Emoji short names and their characters: those in the bot's messages, and common reactions.

import { h } from '../dom.js';

const everyday = {
  '+1': '👍', '-1': '👎', eyes: '👀', white_check_mark: '✅', tada: '🎉', heart: '❤️', pray: '🙏', raised_hands: '🙌', clap: '👏', wave: '👋',
  ok_hand: '👌', muscle: '💪', handshake: '🤝', point_up: '☝️', point_right: '👉', raising_hand: '🙋', saluting_face: '🫡', thinking_face: '🤔',
  smile: '😄', slightly_smiling_face: '🙂', joy: '😂', sweat_smile: '😅', wink: '😉', sob: '😭', scream: '😱', confused: '😕', tired_face: '😫',
  exploding_head: '🤯', sunglasses: '😎', nerd_face: '🤓', partying_face: '🥳', face_with_monocle: '🧐', zipper_mouth_face: '🤐', robot_face: '🤖',
  fire: '🔥', boom: '💥', rocket: '🚀', zap: '⚡', star: '⭐', sparkles: '✨', '100': '💯', coffee: '☕', pizza: '🍕', bug: '🐛', wrench: '🔧',
  hammer: '🔨', gear: '⚙️', mag: '🔍', chart_with_downwards_trend: '📉', chart_with_upwards_trend: '📈', computer: '💻', floppy_disk: '💾',
  lock: '🔒', key: '🔑', bell: '🔔', no_bell: '🔕', mega: '📣', hourglass: '⌛', stopwatch: '⏱️', calendar: '📅', rewind: '⏪',
};

const signs = {
  pushpin: '📌', round_pushpin: '📍', memo: '📝', bookmark: '🔖', clipboard: '📋', link: '🔗', speech_balloon: '💬', thread: '🧵', email: '📧',
  telephone_receiver: '📞', pager: '📟', satellite_antenna: '📡', alarm_clock: '⏰', hourglass_flowing_sand: '⏳', clock1: '🕐', bulb: '💡', fire_engine: '🚒',
  ambulance: '🚑', rotating_light: '🚨', loudspeaker: '📢', warning: '⚠️', no_entry: '⛔', no_entry_sign: '🚫', construction: '🚧', shield: '🛡️',
  question: '❓', grey_question: '❔', exclamation: '❗', information_source: 'ℹ️', x: '❌', heavy_multiplication_x: '✖️', heavy_check_mark: '✔️',
  heavy_plus_sign: '➕', heavy_minus_sign: '➖', twisted_rightwards_arrows: '🔀', arrows_counterclockwise: '🔄', arrow_right: '➡️', arrow_left: '⬅️',
  arrow_up: '⬆️', arrow_down: '⬇️', red_circle: '🔴', large_yellow_circle: '🟡', large_green_circle: '🟢', large_blue_circle: '🔵', white_circle: '⚪',
  black_circle: '⚫', large_orange_diamond: '🔶', large_blue_diamond: '🔷', small_red_triangle: '🔺', new: '🆕', sos: '🆘', checkered_flag: '🏁',
  globe_with_meridians: '🌐',
  point_left: '👈', point_down: '👇', bust_in_silhouette: '👤', busts_in_silhouette: '👥', thumbsup: '👍', thumbsdown: '👎', house: '🏠', zzz: '💤', ghost: '👻',
};

const characters = new Map([...Object.entries(everyday), ...Object.entries(signs)]);

/** The character of a short name, or null for an unknown one. */
export function emojiOf(name) {
  return characters.get(name) ?? null;
}

/** All names, the common reactions first. Numeric keys of an object come first by themselves, so the order is defined here. */
export function emojiNames() {
  const numeric = (name) => /^\d+$/.test(name);
  return [...characters.keys()].filter((name) => !numeric(name)).concat([...characters.keys()].filter(numeric));
}

/** An emoji with its name as label, or null for an unknown one. */
export function emojiNode(name) {
  const character = emojiOf(name);
  return character && h('span', { class: 's-emoji', role: 'img', 'aria-label': name.replaceAll('_', ' '), title: `:${name}:` }, character);
}
