// The stack of modals: one dialog that shows the top one.

import { find, focused } from './focus.js';
import { drawForm, firstControl, forget, markErrors, valuesIn, viewSurface } from './form.js';
import { modalFrame } from './modalframe.js';

/** The modal on the page, or null: { id, view, count, ctx, surface, frame, opener, where, errors, told, trouble, waiting }. */
let shown = null;

/** Shows the top of the stack, or nothing. Called after each update; unchanged parts stay untouched. */
export function showModals(stack, ctx) {
  const view = stack?.at(-1);
  if (shown && (!view || shown.me !== ctx.me.id)) hide();
  forget((stack ?? []).map((one) => one.id));
  if (!view) return;
  if (!shown) present(ctx);
  const isOther = shown.id !== view.id;
  const isNews = isOther || shown.view.hash !== view.hash;
  if (isOther) turnTo(view, ctx);
  Object.assign(shown, { view, ctx, count: stack.length });
  Object.assign(shown.surface, { ctx, state: view.state });
  const errors = JSON.stringify(view.errors ?? {});
  if (errors !== shown.told) Object.assign(shown, { told: errors, errors: { ...view.errors } });
  if (isNews) Object.assign(shown, { waiting: false, trouble: '' });
  draw();
  if (isNews) focusIn();
}

function present(ctx) {
  const opener = document.activeElement;
  shown = { me: ctx.me.id, opener, where: focused(opener), id: null,
    frame: modalFrame({ onback: () => leave(false), oncancel: () => leave(false), onclose: () => leave(true), onsubmit: submit }) };
  document.body.append(shown.frame.dialog);
  shown.frame.dialog.showModal();
}

function turnTo(view, ctx) {
  const errorGone = (block) => {
    if (!shown.errors[block]) return;
    delete shown.errors[block];
    markErrors(shown.frame.body, shown.errors);
  };
  Object.assign(shown, { id: view.id, view, errors: {}, told: '{}', surface: viewSurface(view, ctx, 'modal', errorGone) });
  shown.surface.beforeClick = fill;
  shown.frame.body.scrollTop = 0;
}

function draw() {
  const { frame, view, surface } = shown;
  drawForm(frame.body, view, surface);
  const homeless = markErrors(frame.body, shown.errors);
  frame.show({ view, isPushed: shown.count > 1, isWaiting: shown.waiting, trouble: shown.trouble || homeless.join(' ') });
}

/** The first input gets the focus, unless another one already has it. */
function focusIn() {
  const { frame } = shown;
  const at = document.activeElement;
  if (frame.body.contains(at) && at !== frame.body) return;
  const first = frame.body.querySelector('[data-first]') ?? firstControl([...frame.body.children].find((node) => node.querySelector('.s-field')));
  (first ?? frame.primary()).focus();
}

/** The present input, sent before a click so that the bot receives it. */
function fill() {
  const values = valuesIn(shown.frame.body, shown.view);
  return values.length > 0 ? shown.ctx.act('fill', { values }) : null;
}

async function submit() {
  if (shown.waiting || !shown.view.submit) return;
  const mine = shown;
  const view = mine.view;
  Object.assign(mine, { waiting: true, trouble: '' });
  draw();
  const answer = await mine.ctx.act('submit', { values: valuesIn(mine.frame.body, view) }).catch(() => null);
  if (shown !== mine || mine.view.id !== view.id) return;
  const errors = answer?.errors ?? {};
  if (Object.keys(errors).length > 0) mine.errors = { ...errors };
  mine.waiting = false;
  mine.trouble = !answer || answer.outcome === 'failed' ? 'We had some trouble connecting. Try again?' : '';
  draw();
  if (Object.keys(errors).length > 0) firstControl([...mine.frame.body.children].find((node) => errors[node.dataset.key]))?.focus();
}

async function leave(all) {
  await shown?.ctx.act('close', { all });
}

function hide() {
  const { frame, opener, where } = shown;
  shown = null;
  frame.dialog.close();
  frame.dialog.remove();
  const back = opener?.isConnected && opener !== document.body ? opener : find(where);
  back?.focus({ preventScroll: true });
}
