import type { Draft, Slot } from './drafts.ts';
import { openCharges } from './fold-charges.ts';
import { addDoubt, draftFor, endAside, type FoldState, resolveShared, settle,
  switchToActor } from './fold-state.ts';
import type { Place, Token } from './tokens.ts';

/** Tokens that carry a penalty with its value. */
export type PenaltyToken =
  Extract<Token, { kind: 'main' | 'suspension' | 'fine' | 'confiscation' | 'rights' | 'expulsion' }>;

const valueOf = (token: PenaltyToken): Slot => {
  const place = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'main': return { main: { value: token.term, place } };
    case 'suspension': return { suspension: { value: token.months, place } };
    case 'fine': return { fine: { value: token.yuan, place },
      ...(token.isBeside ? { isFineBeside: true } : {}) };
    case 'confiscation': return { confiscation: { value: token.amount, place } };
    case 'rights': return { rights: { value: token.value, place } };
    case 'expulsion': return { expulsion: { value: true, place } };
  }
};

const standing = (slot: Slot, kind: PenaltyToken['kind']): unknown => slot[kind]?.value;

const isEqual = (first: unknown, second: unknown): boolean =>
  JSON.stringify(first) === JSON.stringify(second);

const CLASH = { fine: 'FINE_CONTRADICTS', suspension: 'PROBATION_OUT_OF_RANGE' } as const;

/** Puts a penalty into the open slot; a second, different one is doubtful and never replaces the first. */
const put = (state: FoldState, draft: Draft, token: PenaltyToken): void => {
  const before = standing(draft.slot, token.kind);
  const value = valueOf(token);
  if (before === undefined) Object.assign(draft.slot, value);
  else if (!isEqual(before, standing(value, token.kind))) {
    const code = token.kind === 'fine' || token.kind === 'suspension'
      ? CLASH[token.kind] : 'DISPOSITION_UNREAD_TEXT';
    addDoubt(state, code,
      { message: 'a second, different penalty of the same kind stands here', place: token });
  }
};

/** Inside brackets stand notes; only what the slot lacks and the words impose is a penalty. */
const putFromBracket = (state: FoldState, token: PenaltyToken): void => {
  if (token.kind === 'fine'
    && !/并处$/.test(state.text.slice(Math.max(0, token.start - 2), token.start))) return;
  for (const draft of state.current) put(state, draft, token);
};

/** 判处一年六个月，并处罚金…: a fine answers 判处 only right behind it, else the main penalty is still missing. */
const answer = (state: FoldState, token: PenaltyToken): void => {
  const isMain = token.kind === 'main' || token.kind === 'suspension';
  const announced = state.pendingPronounce;
  if (isMain || announced === undefined || token.start - announced.end <= 2) state.pendingPronounce =
    undefined;
  state.pendingCombine = undefined;
};

/** 以盗窃罪判处被告人甲…: the charge waits for the person its penalty goes to. */
const takeChargesBefore = (state: FoldState): void => {
  const names = state.chargesBefore;
  state.chargesBefore = undefined;
  if (names === undefined) return;
  for (const draft of state.current) openCharges(draft, names);
};

/** Takes a penalty with its value to the slot it belongs to. */
export const impose = (state: FoldState, token: PenaltyToken): void => {
  answer(state, token);
  if (state.bucket === 'annulled') return;
  if (state.aside !== 'none') {
    if (state.aside !== 'revocation'
      && state.depth === 0) state.asidePenalty ??= { start: token.start, end: token.end };
    return;
  }
  if (state.depth > 0) return putFromBracket(state, token);
  if (token.kind === 'fine' && !token.isImposed) return noteFine(state, token, true);
  switchToActor(state);
  takeChargesBefore(state);
  if (state.current.length === 0) {
    const message = 'a penalty stands here, but no defendant is named for it';
    addDoubt(state, 'DISPOSITION_WITHOUT_DEFENDANT', { message, place: token });
  }
  if (state.isRespective && state.current.length > 1) {
    const message = 'several persons are sentenced 分别; whose penalty this is cannot be told';
    return addDoubt(state, 'DISPOSITION_UNREAD_TEXT', { message, place: token });
  }
  for (const draft of state.current) put(state, draft, token);
  if (token.kind === 'main' && token.doubtful === true) {
    addDoubt(state, 'TERM_UNREADABLE',
      { message: 'the unit of this term is lost; read as months', place: token });
  }
};

/** 罚金限于…缴纳: a note about payment; an amount that cannot be read is a doubt. */
export const noteFine = (state: FoldState, place: Place, isReadable: boolean): void => {
  state.pendingPronounce = undefined;
  state.pendingCombine = undefined;
  if (state.bucket === 'annulled' || state.aside !== 'none') return;
  if (!isReadable) addDoubt(state, 'FINE_UNREADABLE',
    { message: 'the amount of this fine cannot be read', place });
  for (const draft of state.current) draft.fineNote ??= { start: place.start, end: place.end };
};

/** Opens the slot of the executed penalty (决定执行) for the present group. */
export const combine = (state: FoldState, place: Place): void => {
  if (state.depth > 0) return;
  state.pendingPronounce = undefined;
  state.asidePenalty = undefined;
  // 决定合并执行 is announced twice, by 决定 and by 合并执行.
  if (state.pendingCombine === undefined || place.start - state.pendingCombine.start > 40) settle(state);
  state.aside = 'none';
  if (state.bucket !== 'annulled') {
    switchToActor(state);
    for (const draft of state.current) {
      if (state.priorPlace !== undefined) draft.merged ??= state.priorPlace;
      draft.executed ??= {};
      draft.slot = draft.executed;
    }
  }
  state.priorPlace = undefined;
  state.pendingCombine = { start: place.start, end: place.end };
};

const hasSuspension = (draft: Draft): boolean =>
  draft.executed?.suspension !== undefined
    || draft.charges.some((charge) => charge.slot.suspension !== undefined);

const NAMED = /的?刑期(?:应|均)?$/;

const targetsOf = (state: FoldState, token: Extract<Token, { kind: 'period' }>): readonly Draft[] => {
  const drafts = state.drafts[state.bucket];
  const lead =
    state.text.slice(Math.max(0, token.start - 40), token.start).replace(/[自从由]$/, '').replace(NAMED, '');
  const named = state.index.endingAt(lead, lead.length);
  if (named !== undefined) {
    const found = drafts.filter((draft) => draft.mention.name === named.name
      || (draft.mention.party !== undefined && named.parties.includes(draft.mention.party)));
    // Shared masked names cannot be told apart here; the sentence just before decides.
    if (found.length === 1) return found;
    if (found.length > 1) return state.current;
  }
  if (state.bracketActors === 'all') return drafts.filter((draft) => !hasSuspension(draft));
  const actors = state.bracketActors ?? state.actor?.mentions;
  if (actors === undefined) return state.current;
  const meant = drafts.filter((draft) => actors.some((actor) => actor.name === draft.mention.name
    || (actor.party !== undefined && actor.party === draft.mention.party)));
  return meant.length > 0 ? meant : state.current;
};

/** Takes a printed period to the persons it is about. */
export const addPeriod = (state: FoldState, token: Extract<Token, { kind: 'period' }>): void => {
  if (state.bucket === 'annulled' || state.aside === 'prior') return;
  const place = { start: token.start, end: token.end };
  for (const draft of targetsOf(state, token)) {
    draft.periods.push({ from: token.from, to: token.to, score: token.score, place });
  }
};

/** Takes 无罪 or 不负刑事责任 to the person named in the sentence. */
export const acquit = (state: FoldState, token: Extract<Token, { kind: 'acquittal' }>): void => {
  state.pendingPronounce = undefined;
  if (state.bucket === 'annulled' || state.depth > 0) return;
  endAside(state);
  const drafts = state.actor === undefined
    ? state.current : state.actor.mentions.map((mention) => draftFor(state, resolveShared(state, mention)));
  if (drafts.length === 0) {
    const message = 'an acquittal stands here, but no defendant is named for it';
    addDoubt(state, 'DISPOSITION_WITHOUT_DEFENDANT', { message, place: token });
  }
  for (const draft of drafts) draft.acquittal ??= { value: token.type,
    place: { start: token.start, end: token.end } };
  state.current = drafts;
};
