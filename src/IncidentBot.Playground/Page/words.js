// Formats times, durations and counts, the same everywhere on the page.

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const exact = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });

export const timeOfDay = (at) => clock.format(at);
export const timeToTheSecond = (at) => exact.format(at);
export const dayKey = (at) => new Date(at).toDateString();
export const millis = (ts) => Number(ts) * 1000;

/** "Today", "Yesterday" or "Monday, 3 March". */
export function dayName(at, today) {
  if (dayKey(at) === dayKey(today)) return 'Today';
  if (dayKey(at) === dayKey(today - 86_400_000)) return 'Yesterday';
  return day.format(at);
}

/** "4:05" or "1:02:09"; never negative. */
export function countdown(span) {
  const seconds = Math.max(0, Math.ceil(span / 1000));
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "12 min", "1 h 5 min", "2 d 3 h": a duration to read, not a countdown. */
export function span(length) {
  const minutes = Math.round(length / 60_000);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
  return `${Math.floor(minutes / 1440)} d${Math.floor(minutes / 60) % 24 ? ` ${Math.floor(minutes / 60) % 24} h` : ''}`;
}

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
