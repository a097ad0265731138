// The line icons of the page. They are decoration: the text beside them, or their button's label, has the meaning.

const Shapes = {
  hash: 'M9 4 7 20M17 4l-2 16M4 9h16.5M3.5 15H20',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9',
  letter: 'M4 6h16v12H4zM4 7l8 6.5L20 7',
  bolt: 'M13 3 5.5 13.5H11L10 21l8-11h-5.5z',
  send: 'M4.5 5 20 12 4.5 19l2-7zM6.5 12H13',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10',
  both: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 4v16M12 8h6.5M12 12h8M12 16h6.5',
  help: 'M9 9.2a3.1 3.1 0 1 1 4.4 2.8c-.9.5-1.4 1.1-1.4 2.2M12 17.6v.1',
  panel: 'M4 5h16v14H4zM14.5 5v14',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M6 9.5l6 6 6-6',
  forward: 'M5 6l7 6-7 6zM13 6l7 6-7 6z',
  pin: 'M9 4h6l-.7 6 3.2 3.5h-11L9.7 10zM12 13.5V20',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  people: 'M9 5.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M3.5 19c.4-3.3 2.5-5 5.5-5s5.1 1.7 5.5 5M15.5 6a2.7 2.7 0 0 1 0 5.2M17 14.3c2 .6 3.2 2.2 3.5 4.7',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  flag: 'M6 21V4M6 5h11l-2 4 2 4H6',
  shield: 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM8.8 12l2.3 2.3 4.2-4.5',
  globe: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M4.5 12h15M12 4c2.5 2.4 3.5 5 3.5 8s-1 5.6-3.5 8c-2.5-2.4-3.5-5-3.5-8s1-5.6 3.5-8',
  chat: 'M4.5 5.5h15v10.5h-8L7 19.5V16H4.5z',
  outside: 'M13.5 5H19v5.5M19 5l-8 8M10 6H5v13h13v-5',
  smile: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18Z M8.5 14.5a4.5 4.5 0 0 0 7 0 M9 9.5v.5 M15 9.5v.5',
  reply: 'M4 5h16v11H12l-5 4v-4H4V5Z',
  more: 'M12 5.5v.5 M12 11.75v.5 M12 18v.5',
  back: 'M15 5l-7 7 7 7',
  warning: 'M12 4 2.8 20h18.4L12 4Z M12 10v4.5 M12 17v.3',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
};

const Namespace = 'http://www.w3.org/2000/svg';

/** One icon, with the classes for its size. */
export function icon(name, look = 'icon') {
  const drawing = document.createElementNS(Namespace, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('class', look);
  const path = document.createElementNS(Namespace, 'path');
  path.setAttribute('d', Shapes[name]);
  drawing.append(path);
  return drawing;
}
