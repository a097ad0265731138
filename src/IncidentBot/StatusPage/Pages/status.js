// Adds the reader's local time beside each UTC time, and the age of a copy. The page is complete without this script.
const minute = 60000;

function beside(time, words) {
  const span = document.createElement("span");
  span.className = "local";
  span.textContent = ` (${words})`;
  time.after(span);
}

function ageOf(at) {
  const minutes = Math.floor((Date.now() - at) / minute);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} d ago`;
}

function localOf(at) {
  if (at.getTimezoneOffset() === 0) return null;
  const sameDay = at.getUTCDate() === at.getDate();
  const day = sameDay ? {} : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat("en-GB", { ...day, hour: "2-digit", minute: "2-digit", timeZoneName: "short" }).format(at);
}

for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.getTime())) continue;
  const words = [localOf(at), "age" in time.dataset ? ageOf(at) : null].filter(Boolean);
  if (words.length > 0) beside(time, words.join(", "));
}
