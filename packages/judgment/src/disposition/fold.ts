import type { Squeezed } from '../text/squeeze.ts';
import type { PartyIndex } from './actors.ts';
import type { Draft } from './drafts.ts';
import { addCharges, narrowToName } from './fold-charges.ts';
import { acquit, addPeriod, combine, impose, noteFine } from './fold-penalties.ts';
import {
  addDoubt, type Doubt, endAside, type FoldState, newFoldState, type Revocation, settle,
} from './fold-state.ts';
import { tokenise } from './tokenise.ts';
import type { Place, Token } from './tokens.ts';

/** The operative part sorted by whom and what it speaks of. */
export type Folded = Readonly<{
  pronounced: readonly Draft[];
  maintained: readonly Draft[];
  revocations: readonly Revocation[];
  doubts: readonly Doubt[];
  /** 驳回上诉（抗诉） or 维持: where nothing new is pronounced, an earlier sentence stands. */
  dismissed: boolean;
}>;

const boundaryAt = (state: FoldState, token: Place, stopMark: string): void => {
  state.boundary = { start: token.start, end: token.end };
  state.stopMark = stopMark;
  state.actor = undefined;
};

const openItem = (state: FoldState, token: Place): void => {
  settle(state);
  endAside(state);
  state.bucket = 'pronounced';
  state.depth = 0;
  state.bracketActors = undefined;
  state.priorPlace = undefined;
  boundaryAt(state, token, '、');
};

const stop = (state: FoldState, token: Extract<Token, { kind: 'stop' }>): void => {
  if (state.depth > 0) return;
  settle(state);
  if (state.aside === 'revocation') state.aside = 'none';
  boundaryAt(state, token, token.mark);
};

// LIMIT: words like 依法 or 本院 before 撤销 at the start of an item.
const VERB_LEAD_MAX = 6;

const isAtStart = (state: FoldState, token: Place): boolean =>
  token.start - state.boundary.end <= VERB_LEAD_MAX;

const hasSentenceInItem = (state: FoldState): boolean =>
  state.bucket === 'maintained'
    || (state.current.length > 0 && state.stopMark !== '、' && state.drafts.pronounced.length > 0);

const revoke = (state: FoldState, token: Place): void => {
  if (state.depth > 0) return;
  settle(state);
  if (hasSentenceInItem(state) || !isAtStart(state, token)) {
    // 判处有期徒刑一年。撤销前判宣告的缓刑，原判…。数罪并罚，决定执行…
    state.aside = 'revocation';
    state.priorPlace = { start: token.start, end: token.end };
  } else state.bucket = 'annulled';
};

const tellPrior = (state: FoldState, token: Place): void => {
  if (state.depth > 0 || state.bucket === 'annulled' || state.aside === 'revocation') return;
  // 维持…刑事判决第一项，即… names the judgment under appeal, not an earlier one.
  if (state.bucket === 'maintained' && state.text.startsWith('刑事', token.start)) return;
  state.aside = 'prior';
  state.priorPlace ??= { start: token.start, end: token.end };
};

const isRevoking = (state: FoldState): boolean => state.bucket === 'annulled' || state.aside === 'revocation';

const meetSuspension =
  (state: FoldState, token: Extract<Token, { kind: 'suspension' | 'suspensionNote' }>): void => {
  if (isRevoking(state)) {
    state.revocations.push({ mention: state.actor?.mentions[0],
      place: { start: token.start, end: token.end } });
    state.pendingPronounce = undefined;
  } else if (token.kind === 'suspension') impose(state, token);
  else if (!token.isReadable && state.aside === 'none') {
    addDoubt(state, 'DISPOSITION_UNREAD_TEXT',
      { message: 'a suspension without a readable period', place: token });
  }
};

const ban = (state: FoldState, token: Extract<Token, { kind: 'ban' }>): void => {
  if (state.bucket === 'annulled') return;
  const said = state.text.slice(state.boundary.end, token.end);
  const drafts = state.drafts[state.bucket];
  const named = drafts.filter((draft) => said.includes(draft.mention.name));
  const value = { value: token.months, place: { start: token.start, end: token.end } };
  for (const draft of named.length > 0 ? named : state.current) draft.ban ??= value;
};

const noParole = (state: FoldState, token: Place): void => {
  if (state.bucket === 'annulled') return;
  const named = state.actor?.mentions ?? [];
  const drafts = state.drafts[state.bucket].filter((draft) =>
    named.some((mention) => mention.name === draft.mention.name));
  for (const draft of drafts.length > 0
    ? drafts : state.current) draft.noParole ??= { start: token.start, end: token.end };
};

const unread = (state: FoldState, token: Place, code: 'TERM_UNREADABLE' | 'FINE_UNREADABLE'): void => {
  state.pendingPronounce = undefined;
  state.pendingCombine = undefined;
  if (state.bucket === 'annulled' || state.aside !== 'none' || state.depth > 0) return;
  addDoubt(state, code, { message: 'a penalty without a readable length or amount', place: token });
};

const pronounce = (state: FoldState, token: Place): void => {
  settle(state);
  narrowToName(state, token.start);
  state.pendingPronounce = { start: token.start, end: token.end };
};

const meetActor = (state: FoldState, token: Extract<Token, { kind: 'actor' }>): void => {
  if (state.depth > 0) state.bracketActors = token.mentions;
  else state.actor = token;
};

/** Brackets and marks that only move the reader. */
const moveOn = (state: FoldState, token: Token): void => {
  switch (token.kind) {
    case 'open': state.depth += 1; if (state.depth === 1) state.bracketActors = undefined; return;
    case 'close': state.depth = Math.max(0, state.depth - 1); if (state.depth === 0) state.bracketActors =
      undefined; return;
    case 'respectively': state.isRespective = true; return;
    case 'everyone': if (state.depth > 0) state.bracketActors = 'all'; return;
    case 'stop': return stop(state, token);
    case 'item': return openItem(state, token);
    case 'actor': return meetActor(state, token);
    default:
  }
};

const changeBucket = (state: FoldState, token: Token): void => {
  switch (token.kind) {
    case 'revoke': return revoke(state, token);
    case 'maintain':
      settle(state);
      state.bucket = 'maintained';
      state.dismissed = true;
      return;
    case 'change': settle(state); state.bucket = 'annulled'; return;
    case 'changedTo': settle(state); state.bucket = 'pronounced'; state.aside = 'none'; return;
    case 'dismiss':
      if (/上诉|抗诉/.test(state.text.slice(token.end, token.end + 60).split(/[。；]/)[0] ?? '')) state.dismissed =
        true;
      return;
    default:
  }
};

const take = (state: FoldState, token: Token): void => {
  switch (token.kind) {
    case 'charge': return addCharges(state, token.names, token);
    case 'chargeBefore': if (state.aside === 'none') state.chargesBefore = token.names; return;
    case 'main': case 'fine': case 'confiscation': case 'rights': case 'expulsion': return impose(state,
      token);
    case 'suspension': case 'suspensionNote': return meetSuspension(state, token);
    case 'fineNote': return noteFine(state, token, token.isReadable);
    case 'combine': return combine(state, token);
    case 'sum': if (state.depth === 0 && state.bucket !== 'annulled') state.aside = 'sum'; return;
    case 'prior': return tellPrior(state, token);
    case 'period': return addPeriod(state, token);
    case 'acquittal': return acquit(state, token);
    case 'ban': return ban(state, token);
    case 'noParole': return noParole(state, token);
    case 'mainUnread': return unread(state, token, 'TERM_UNREADABLE');
    case 'confiscationUnread': return unread(state, token, 'FINE_UNREADABLE');
    case 'pronounce': return pronounce(state, token);
    default: changeBucket(state, token); moveOn(state, token);
  }
};

const MAINTAINED_FINE = /维持[^；。]{0,120}?(?:罚金|附加刑|财产刑)(?:的|判项|刑)?(?:部分|内容|判项|$)/;

const hasFine = (draft: Draft): boolean =>
  [draft.slot, draft.executed, ...draft.charges.map((charge) => charge.slot)].some((slot) =>
    slot?.fine !== undefined);

/** 维持…罚金部分 without the amount: a fine stands that this text does not print. */
const checkMaintainedFine = (state: FoldState): void => {
  const found = MAINTAINED_FINE.exec(state.text);
  const isPrinted = state.drafts.maintained.some(hasFine) || state.drafts.pronounced.every(hasFine);
  if (found === null || isPrinted) return;
  const place = { start: found.index, end: found.index + found[0].length };
  addDoubt(state, 'OLD_SENTENCE_UNCLEAR',
    { message: 'a fine is maintained whose amount is not printed here', place });
};

/** Reads the squeezed operative part of one judgment; linear in its length. */
export const foldOperativePart = (source: Squeezed, index: PartyIndex): Folded => {
  const tokens = tokenise(source, index);
  const isNumbered = tokens.filter((token) => token.kind === 'item').length > 0;
  const state = newFoldState({ text: source.text, index, isNumbered });
  for (const token of tokens) take(state, token);
  settle(state);
  endAside(state);
  checkMaintainedFine(state);
  return {
    pronounced: state.drafts.pronounced, maintained: state.drafts.maintained,
    revocations: state.revocations, doubts: state.doubts, dismissed: state.dismissed,
  };
};
