// What an input holds, in Slack's own shape, and as the strings the server's /fill, /submit and /click take.

const fields = {
  static_select: 'selected_option', external_select: 'selected_option', radio_buttons: 'selected_option', overflow: 'selected_option',
  multi_static_select: 'selected_options', checkboxes: 'selected_options', users_select: 'selected_user',
  datepicker: 'selected_date', timepicker: 'selected_time', datetimepicker: 'selected_date_time',
};
const presets = {
  selected_option: 'initial_option', selected_options: 'initial_options', selected_user: 'initial_user', selected_date: 'initial_date',
  selected_time: 'initial_time', selected_date_time: 'initial_date_time', value: 'initial_value',
};

/** The field of Slack's value that carries what is chosen or typed. */
const fieldOf = (type) => fields[type] ?? 'value';

/** What an element holds: as the server knows it, or as the app presets it. */
export function heldBy(element, state) {
  const field = fieldOf(element.type);
  return state && state.type === element.type ? state[field] ?? null : element[presets[field]] ?? null;
}

/** The same as strings: none when nothing is chosen, several only where several may be. */
export function stringsOf(held) {
  if (held === null || held === undefined || held === '') return [];
  return [held].flat().map((one) => String(typeof one === 'object' ? one.value : one));
}
