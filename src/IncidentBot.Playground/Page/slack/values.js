// The value of an input, in Slack's format and as the strings for the server's /fill, /submit and /click.

const fields = {
  static_select: 'selected_option', external_select: 'selected_option', radio_buttons: 'selected_option', overflow: 'selected_option',
  multi_static_select: 'selected_options', checkboxes: 'selected_options', users_select: 'selected_user',
  datepicker: 'selected_date', timepicker: 'selected_time', datetimepicker: 'selected_date_time',
};
const presets = {
  selected_option: 'initial_option', selected_options: 'initial_options', selected_user: 'initial_user', selected_date: 'initial_date',
  selected_time: 'initial_time', selected_date_time: 'initial_date_time', value: 'initial_value',
};

/** The member of Slack's value that has the selection or text. */
const fieldOf = (type) => fields[type] ?? 'value';

/** The value of an element: the server's, or the app's initial one. */
export function heldBy(element, state) {
  const field = fieldOf(element.type);
  return state && state.type === element.type ? state[field] ?? null : element[presets[field]] ?? null;
}

/** The value as strings: none without a selection, several only where allowed. */
export function stringsOf(held) {
  if (held === null || held === undefined || held === '') return [];
  return [held].flat().map((one) => String(typeof one === 'object' ? one.value : one));
}
