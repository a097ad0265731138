// Dates for the reader: the local time zone, a 24-hour clock, and Slack's <!date> formats.

const format = (options) => new Intl.DateTimeFormat('en-GB', options);
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clockWithSeconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const short = format({ day: 'numeric', month: 'short', year: 'numeric' });
const plain = format({ day: 'numeric', month: 'long', year: 'numeric' });
const long = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const full = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit',
  second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' });

/** "14:05". */
export const timeOf = (ms) => clock.format(ms);

/** "Friday 21 November 2026 at 14:05:09 GMT". */
export const fullDate = (ms) => full.format(ms);

/** The time of a message's timestamp, in milliseconds. */
export const momentOf = (ts) => Number(ts) * 1000;

/** The text of Slack's `{date_short_pretty} {time}` and similar formats. An unknown placeholder stays as typed. */
export function slackDate(pattern, ms, now) {
  return pattern.replace(/\{(\w+)\}/g, (typed, name) => {
    switch (name) {
      case 'time': return clock.format(ms);
      case 'time_secs': return clockWithSeconds.format(ms);
      case 'date_num': return new Date(ms).toLocaleDateString('sv-SE');
      case 'date': return plain.format(ms);
      case 'date_short': return short.format(ms);
      case 'date_long': return long.format(ms);
      case 'date_pretty': return nearDay(ms, now) ?? plain.format(ms);
      case 'date_short_pretty': return nearDay(ms, now) ?? short.format(ms);
      case 'date_long_pretty': return nearDay(ms, now) ?? long.format(ms);
      case 'ago': return ago(ms, now);
      default: return typed;
    }
  });
}

function nearDay(ms, now) {
  const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(ms) - midnight(now)) / 86_400_000);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days] ?? null;
}

function ago(ms, now) {
  const minutes = Math.round((ms - now) / 60_000);
  const words = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  return Math.abs(minutes) < 1440 ? words.format(Math.round(minutes / 60), 'hour') : words.format(Math.round(minutes / 1440), 'day');
}
