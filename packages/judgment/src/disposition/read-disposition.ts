import type { Evidenced, Span } from '@fengcun/kernel';
import type { Problem } from '../reading.ts';
import { squeeze, type Squeezed } from '../text/squeeze.ts';
import { type KnownParty, type PartyIndex, partyIndex } from './actors.ts';
import { type Draft, hasFine } from './drafts.ts';
import { type Folded, foldOperativePart } from './fold.ts';
import { overMaintained } from './maintained.ts';
import { matchUnknown } from './match-unknown.ts';
import { type Doubts, readSentence, type SentenceReading } from './sentence.ts';
import { standingSentence } from './standing-sentence.ts';

/** What the operative part tells: one sentence per defendant of the header, then of those it alone names. */
export type DispositionReading = Readonly<{
  /** Index = party of the header; undefined where nothing is pronounced for that party. */
  sentences: readonly (SentenceReading | undefined)[];
  /** Persons the operative part sentences but the header does not know. */
  strangers: readonly Readonly<{ name: Evidenced<string>; sentence: SentenceReading }>[];
  problems: readonly Problem[];
  /** The blank court form instead of a sentence: no record may be made of it. */
  isBlankForm: boolean;
}>;

/** Where to read; `before` is everything ahead of the operative part, for a sentence that is affirmed. */
export type DispositionParts = Readonly<{
  text: string;
  disposition: Span;
  before: Span;
  parties: readonly KnownParty[];
}>;

const BLANK_FORM = /写明判决结果|写明裁判结果|写明主刑|××××年××月××日|判处……|（写明/;
/** What never stands in an operative part: then the last 判决如下 only quotes an earlier judgment. */
const GOES_ON = /宣判(?:送达)?后|上诉人[^。；]{0,30}(?:提出|认为|上诉称|上诉提出|上诉理由)|本院(?:经[^。，]{0,12})?认为|被告人[^。；]{0,12}不服/;
const RETRIED = /上诉人|原审/;

type Reading =
  Readonly<{ source: Squeezed; folded: Folded; index: PartyIndex; problems: Problem[]; isAffirmed: boolean }>;

const byParty = (drafts: readonly Draft[], party: number): Draft | undefined =>
  drafts.find((draft) => draft.mention.party === party);

/** Marks 撤销缓刑 on the defendants it names, or on the only one. */
const revokedPlace = (reading: Reading, draft: Draft, isOnly: boolean): Evidenced<true> | undefined => {
  const found = reading.folded.revocations.find(({ mention }) =>
    mention === undefined ? isOnly : mention.name === draft.mention.name
      || (mention.party !== undefined && mention.party === draft.mention.party));
  if (found === undefined) return undefined;
  // A second instance that annuls the suspension of the first one revokes no earlier suspension.
  if (RETRIED.test(reading.source.text) && draft.merged === undefined) return undefined;
  return { value: true, span: reading.source.spanOf(found.place.start, found.place.end) };
};

const affirm = (reading: Reading, doubts: Doubts, draft: Draft): void => {
  const { start, end } = draft.mention.place;
  reading.problems.push({
    code: 'SENTENCE_AFFIRMED', message: 'the sentence, or part of it, is an earlier one that stands',
    span: reading.source.spanOf(start, end), defendant: doubts.defendant,
  });
};

const sentenceOf =
  (reading: Reading, defendant: number,
  drafts: Readonly<{ first: Draft | undefined; second: Draft | undefined }>)
: SentenceReading | undefined => {
  const merged = overMaintained(drafts.first, drafts.second);
  if (merged === undefined) return undefined;
  const doubts: Doubts = { source: reading.source, defendant, problems: reading.problems };
  const { draft } = merged;
  if (merged.isAffirmed || reading.isAffirmed) affirm(reading, doubts, draft);
  const isOnly = reading.folded.pronounced.length === 1;
  const revoked = revokedPlace(reading, draft, isOnly);
  // LAW: 刑法第77条 — with a revoked suspension the executed penalty is always one with the earlier judgment's.
  const executed = draft.executed?.main?.place;
  if (revoked !== undefined && executed !== undefined
    && draft.charges.length === 1) draft.merged ??= executed;
  // 罚金已缴纳 behind the last person may speak of another's fine; only where nobody has one does it contradict.
  if (reading.folded.pronounced.some(hasFine)) delete draft.fineNote;
  const sentence = readSentence(doubts, draft);
  return revoked === undefined ? sentence : { ...sentence, revokedProbation: revoked };
};

const readStrangers = (reading: Reading, from: number): DispositionReading['strangers'] => {
  const names = new Set([...reading.folded.pronounced, ...reading.folded.maintained]
    .filter((draft) => draft.mention.party === undefined).map((draft) => draft.mention.name));
  return [...names].flatMap((name, offset) => {
    const isOf = (draft: Draft): boolean => draft.mention.party === undefined && draft.mention.name === name;
    const [first, second] = [reading.folded.pronounced.find(isOf), reading.folded.maintained.find(isOf)];
    const sentence = sentenceOf(reading, from + offset, { first, second });
    const place = (first ?? second)?.mention.place;
    if (sentence === undefined || place === undefined) return [];
    const span = reading.source.spanOf(place.start, place.end);
    const message = 'the operative part sentences someone whom the header does not name';
    reading.problems.push({ code: 'DISPOSITION_WITHOUT_DEFENDANT', message, span, defendant: from + offset });
    return [{ name: { value: name, span }, sentence }];
  });
};

const open = (parts: DispositionParts, problems: Problem[]): Reading => {
  const index = partyIndex(parts.parties);
  const source = squeeze(parts.text, parts.disposition);
  const folded = foldOperativePart(source, index);
  const isSilent = folded.pronounced.length === 0
    && !folded.maintained.some((draft) => draft.charges.length > 0);
  if (!isSilent || !folded.dismissed) return { source, folded, index, problems, isAffirmed: false };
  const standing = standingSentence(parts.text, parts.before);
  if (standing === undefined) return { source, folded, index, problems, isAffirmed: true };
  const old = squeeze(parts.text, standing);
  return { source: old, folded: foldOperativePart(old, index), index, problems, isAffirmed: true };
};

// LIMIT: 300 defendants with long sentences; bounds the work on hostile texts.
const OPERATIVE_CHARS_MAX = 80_000;

/** The part that is read; what lies beyond the limit is a problem, never silence. */
const readable = (parts: DispositionParts, problems: Problem[]): DispositionParts => {
  const { start, end } = parts.disposition;
  if (end - start <= OPERATIVE_CHARS_MAX) return parts;
  const cut = start + OPERATIVE_CHARS_MAX;
  const message = 'the operative part is too long; its rest was not read';
  problems.push({ code: 'DISPOSITION_UNREAD_TEXT', message, span: { start: cut, end } });
  return { ...parts, disposition: { start, end: cut } };
};

const NOTHING: DispositionReading = { sentences: [], strangers: [], problems: [], isBlankForm: false };

const missing =
  (parts: DispositionParts, code: 'DISPOSITION_MISSING' | 'DISPOSITION_BLANK'): DispositionReading => ({
  ...NOTHING,
  problems: [{
    code, span: parts.disposition,
    message: code === 'DISPOSITION_BLANK'
      ? 'the operative part is the blank court form' : 'there is no operative part',
  }],
  isBlankForm: code === 'DISPOSITION_BLANK',
});

/**
 * Reads the operative part (判决主文) of one judgment: who is sentenced to what. Nothing is guessed: whatever
 * speaks of a penalty and is not accounted for becomes a problem. Linear in the length of the text.
 */
export const readDisposition = (parts: DispositionParts): DispositionReading => {
  if (parts.disposition.end <= parts.disposition.start) return missing(parts, 'DISPOSITION_MISSING');
  const operative = parts.text.slice(parts.disposition.start, parts.disposition.end);
  if (BLANK_FORM.test(operative)) return missing(parts, 'DISPOSITION_BLANK');
  if (GOES_ON.test(operative)) return missing(parts, 'DISPOSITION_MISSING');
  const problems: Problem[] = [];
  const reading = open(readable(parts, problems), problems);
  for (const doubt of reading.folded.doubts) {
    const span = reading.source.spanOf(doubt.place.start, doubt.place.end);
    problems.push({ code: doubt.code, message: doubt.message, span });
  }
  const adopted = matchUnknown(reading.folded, parts.parties);
  for (const draft of adopted) {
    const span = reading.source.spanOf(draft.mention.place.start, draft.mention.place.end);
    const message = 'the name in the operative part differs from that in the header';
    problems.push({ code: 'DEFENDANT_NAME_DOUBTFUL', message, span,
      ...(draft.mention.party === undefined ? {} : { defendant: draft.mention.party }) });
  }
  const whole =
    { ...reading, folded: { ...reading.folded, pronounced: replace(reading.folded.pronounced, adopted) } };
  const sentences = parts.parties.map((_party, party) => sentenceOf(whole, party, {
    first: byParty(whole.folded.pronounced, party), second: byParty(whole.folded.maintained, party),
  }));
  const strangers = readStrangers(whole, parts.parties.length);
  sentences.forEach((sentence, party) => {
    if (sentence !== undefined) return;
    const code = reading.folded.dismissed ? 'OLD_SENTENCE_UNCLEAR' : 'DEFENDANT_WITHOUT_DISPOSITION';
    problems.push({ code, message: 'nothing is pronounced for this defendant', span: parts.disposition,
      defendant: party });
  });
  return { sentences, strangers, problems, isBlankForm: false };
};

const replace = (drafts: readonly Draft[], adopted: readonly Draft[]): readonly Draft[] =>
  drafts.map((draft) => adopted.find((other) => other.charges === draft.charges) ?? draft);
