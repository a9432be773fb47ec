import type { Draft, Slot } from './drafts.ts';
import { addDoubt, draftFor, endAside, type FoldState, resolveShared, settle } from './fold-state.ts';
import type { ChargeName, Place } from './tokens.ts';

const BOUNDARY = /[，。；：、）]/;
const ONLY_MARKS = /^(?:[，：、]|（[^（）]*）)*$/;
const CONTINUES = /^(?:又|并|另|还|再|其|其又|且|同时|以及|和|与|及|因|所)?$/;
const EARLIER = /(?:原|前|曾|之前|此前|先前|原因|曾因|又因)$/;
const APPELLANT = /上诉|原审/y;

/** Text between the last boundary and 犯, at most a name long. */
const prefixOf = (text: string, at: number): string => {
  let start = at;
  // LIMIT: the longest name of a unit.
  while (start > 0 && at - start < 40 && !BOUNDARY.test(text[start - 1] ?? '')) start -= 1;
  return text.slice(start, at);
};

/** In an unnumbered second instance the new sentence follows the annulment as a sentence of its own. */
const leaveOldPart = (state: FoldState, at: number): void => {
  if (state.bucket === 'pronounced' || state.isNumbered || state.stopMark === '') return;
  if (at - state.boundary.end > 1) return;
  APPELLANT.lastIndex = at;
  // 即被告人甲犯…；被告人乙犯… goes on quoting; 上诉人 behind ； begins the new sentence.
  if (state.stopMark === '；' && !APPELLANT.test(state.text)) return;
  state.bucket = 'pronounced';
};

const byActor = (state: FoldState): readonly Draft[] | undefined => {
  const actor = state.actor;
  if (actor === undefined) return undefined;
  leaveOldPart(state, actor.start);
  return actor.mentions.map((mention) => draftFor(state, resolveShared(state, mention)));
};

const byBareName = (state: FoldState, at: number): readonly Draft[] | undefined => {
  const found = state.index.endingAt(state.text.slice(Math.max(0, at - 60), at), Math.min(at, 60));
  if (found === undefined) return undefined;
  const place = { start: at - found.name.length, end: at };
  leaveOldPart(state, place.start);
  const [first, ...others] = found.parties;
  const mention = first === undefined || others.length > 0
    ? { name: found.name, place } : { name: found.name, place, party: first };
  return [draftFor(state, resolveShared(state, mention))];
};

/** 被告人甲、乙犯盗窃罪，甲判处…，乙判处…: the name before 判处 narrows the group. */
export const narrowToName = (state: FoldState, at: number): void => {
  if (state.current.length === 0 || state.depth > 0) return;
  const named = state.index.endingAt(state.text.slice(Math.max(0, at - 60), at), Math.min(at, 60));
  const only = named === undefined ? undefined : state.drafts[state.bucket].find((draft) =>
    draft.mention.name === named.name
      || (draft.mention.party !== undefined && named.parties.includes(draft.mention.party)));
  if (only === undefined) return;
  state.current = [only];
  state.actor = undefined;
  state.isRespective = false;
};

/** Who commits the charge whose 犯 stands at `at`; `earlier` when an earlier judgment is told. */
const whoCommits = (state: FoldState, at: number): readonly Draft[] | 'earlier' => {
  const isBehindActor = state.actor !== undefined && state.actor.end <= at
    && ONLY_MARKS.test(state.text.slice(state.actor.end, Math.min(at, state.actor.end + 60)));
  if (isBehindActor) return byActor(state) ?? [];
  const prefix = prefixOf(state.text, at).replace(/^(?:即|[“”]|对|由){1,3}/, '');
  if (EARLIER.test(prefix)) return 'earlier';
  const named = byBareName(state, at);
  if (named !== undefined) return named;
  if (CONTINUES.test(prefix) && state.current.length > 0) return state.current;
  const isName = prefix.length >= 2 && prefix.length <= 4 && state.aside === 'none' && !prefix.endsWith('所');
  if (isName) return [draftFor(state, { name: prefix, place: { start: at - prefix.length, end: at } })];
  return state.current;
};

/** Opens a slot for each charge; the next penalties of the draft go to the last one. */
export const openCharges = (draft: Draft, names: readonly ChargeName[]): void => {
  for (const name of names) {
    const slot: Slot = {};
    draft.charges.push({ name, slot });
    draft.slot = slot;
  }
};

/** Takes the charges behind 犯: opens a slot for each, for every person of the group. */
export const addCharges = (state: FoldState, names: readonly ChargeName[], place: Place): void => {
  // 与之前犯诈骗罪没有执行的…并罚 names charges of an earlier judgment, not of this one.
  const isTold = state.aside === 'prior' || state.aside === 'revocation';
  if (isTold && (state.actor === undefined || state.priorPlace?.start === undefined
    || state.boundary.end <= state.priorPlace.start)) return;
  const drafts = whoCommits(state, place.start);
  if (drafts === 'earlier') {
    state.aside = 'prior';
    state.priorPlace ??= place;
    return;
  }
  settle(state);
  endAside(state);
  state.priorPlace = undefined;
  state.depth = 0;
  state.bracketActors = undefined;
  if (drafts.length === 0) {
    const message = 'a charge is pronounced, but no defendant is named for it';
    addDoubt(state, 'DISPOSITION_WITHOUT_DEFENDANT', { message, place });
    return;
  }
  state.current = drafts;
  state.actor = undefined;
  state.isRespective = false;
  state.chargesBefore = undefined;
  for (const draft of drafts) openCharges(draft, names);
};
