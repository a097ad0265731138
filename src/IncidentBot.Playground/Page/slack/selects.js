// The select elements: their options, and the conversion of a selection to Slack's format.

import { avatar, nameOf } from './avatar.js';
import { asField, changed, isInput, startOf } from './fields.js';
import { menu } from './menu.js';
import { renderText, words } from './text.js';

export function staticSelect(what) {
  const { element, surface } = what;
  return select(what, {
    options: () => offered(element, surface.ctx),
    toChosen: (held) => (held ? [choiceOf(held, surface.ctx)] : []),
    toHeld: (chosen) => chosen[0]?.slack ?? null,
  });
}

export function multiStaticSelect(what) {
  const { element, surface } = what;
  return select(what, {
    options: () => offered(element, surface.ctx),
    toChosen: (held) => (held ?? []).map((option) => choiceOf(option, surface.ctx)),
    toHeld: (chosen) => chosen.map((one) => one.slack),
    multiple: true,
    most: element.max_selected_items,
  });
}

/** The server requests the bot's options during typing and knows them by label only: the selection is sent with /pick. */
export function externalSelect(what) {
  const { element, block, surface } = what;
  let typed = '';
  const find = async (text) => {
    typed = text;
    if (text.length < (element.min_query_length ?? 3)) return [];
    const answer = await surface.ctx.act('options', { field: block.block_id, typed: text });
    return (answer?.options ?? []).map((label) => ({ value: label, label, slack: { text: { type: 'plain_text', text: label }, value: label } }));
  };
  return select(what, {
    options: () => [],
    find,
    toChosen: (held) => (held ? [choiceOf(held, surface.ctx)] : []),
    toHeld: (chosen) => chosen[0]?.slack ?? null,
    onpick: (chosen) => chosen[0] && surface.ctx.act('pick', { field: block.block_id, typed, label: chosen[0].label }),
  });
}

export function usersSelect(what) {
  const { surface } = what;
  const personOf = (person) => ({ value: person.id, label: nameOf(person), note: noteOf(person), face: avatar(person, 's-avatar-small') });
  return select(what, {
    options: () => [...surface.ctx.people.values()].filter((person) => person.kind === 'member' || person.kind === 'guest').map(personOf),
    toChosen: (held) => (held ? [personOf(surface.ctx.people.get(held) ?? { id: held, name: held })] : []),
    toHeld: (chosen) => chosen[0]?.value ?? null,
  });
}

function select(what, { options, find = null, toChosen, toHeld, multiple = false, most, onpick = null }) {
  const { element, block, label, name } = what;
  let held = startOf(what);
  const drawn = menu({
    label: name, placeholder: element.placeholder ? words(element.placeholder) : 'Choose …', options, find, multiple, most,
    chosen: toChosen(held), mayBeEmpty: isInput(block) && block.optional === true,
    onchange: async (chosen) => {
      held = toHeld(chosen);
      await onpick?.(chosen);
      changed(what, () => held);
    },
  });
  const { words: spoken, ...ties } = label;
  for (const [attribute, value] of Object.entries(ties)) if (value !== null) drawn.trigger.setAttribute(attribute, value);
  if (!ties['aria-labelledby']) drawn.trigger.setAttribute('aria-label', spoken ?? name);
  // A combobox has its own value; a plain button must include it in its label.
  else if (!drawn.trigger.hasAttribute('role')) drawn.trigger.setAttribute('aria-labelledby', `${ties['aria-labelledby']} ${drawn.faceId}`);
  drawn.trigger.dataset.focus = `${block.block_id}/${element.action_id}`;
  return asField(drawn.element, what, () => held, (now) => {
    held = now;
    drawn.set(toChosen(now));
  });
}

function offered(element, ctx) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.flatMap((group) => group.options.map((option) => ({ ...choiceOf(option, ctx), group: group.label && words(group.label) })));
}

function choiceOf(option, ctx) {
  const note = option.description ? words(option.description) : '';
  return { value: option.value, label: words(option.text), content: () => renderText(option.text, ctx), note, slack: option };
}

const noteOf = (person) => [person.realName ? `@${person.name}` : '', person.kind === 'guest' ? 'guest' : ''].filter(Boolean).join(' · ');
