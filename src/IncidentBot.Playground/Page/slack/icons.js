// Small line drawings in the colour of the text around them.

const drawings = {
  smile: ['M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18Z', 'M8.5 14.5a4.5 4.5 0 0 0 7 0', 'M9 9.5v.5', 'M15 9.5v.5'],
  pin: ['M9 3h6l-1 6 3 3v2H7v-2l3-3-1-6Z', 'M12 14v7'],
  reply: ['M4 5h16v11H12l-5 4v-4H4V5Z'],
  more: ['M12 5.5v.5', 'M12 11.75v.5', 'M12 18v.5'],
  close: ['M6 6l12 12', 'M18 6 6 18'],
  back: ['M15 5l-7 7 7 7'],
  down: ['M6 9l6 6 6-6'],
  check: ['M5 12.5l4.5 4.5L19 7.5'],
  warning: ['M12 4 2.8 20h18.4L12 4Z', 'M12 10v4.5', 'M12 17v.3'],
  eye: ['M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z', 'M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z'],
  outside: ['M10 6H5v13h13v-5', 'M14 4h6v6', 'M20 4l-9 9'],
};

/** One drawing; decoration only, so what it is on carries a name of its own. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [attribute, value] of Object.entries({ viewBox: '0 0 24 24', class: `s-icon s-icon-${name}`, 'aria-hidden': 'true', focusable: 'false' })) svg.setAttribute(attribute, value);
  for (const line of drawings[name]) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', line);
    svg.append(path);
  }
  return svg;
}
