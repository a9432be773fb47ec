import type { Problem } from '../reading.ts';
import { readIdentity } from './birth.ts';
import { type NameReading, readAliases, readName, readUnitName } from './names.ts';
import type { Party } from './parties.ts';
import type { Segment } from './roles.ts';
import { readTimeline } from './timeline.ts';

/** A party with the doubts about it. */
export type PersonReading = Readonly<{ party: Party; problems: readonly Problem[] }>;

/** Where the personal data end and the chronology begins: the first reason, measure or earlier matter. */
const CHRONOLOGY = /因|曾(?!用名|任|系|在|名)|涉嫌|犯|被(?!告)|前科|现(?:羁)?押|取保/g;
const UNIT = /(?:公司|合作社|工厂|企业|集团|医院|学校|经营部|事务所)$/;

const GOES_ON = /^(?:曾|因|于|在|被|又|还|经|自|到|系|现|的|原|均)./;

const identityEnd = (text: string, from: number, end: number): number => {
  CHRONOLOGY.lastIndex = from;
  const match = CHRONOLOGY.exec(text);
  return match === null || match.index > end ? end : match.index;
};

/** 被告人某某曾因… without a comma, of a party already introduced: the known name ends the name. */
const nameAt = (text: string, segment: Segment, known: readonly string[]): NameReading | undefined => {
  const read = readName(text, segment.body, segment.span.end);
  if (read === undefined) return undefined;
  const { value, span } = read.name;
  const name = known.find((one) => value.startsWith(one) && GOES_ON.test(value.slice(one.length)));
  if (name === undefined) return read;
  const end = span.start + name.length;
  return { name: { value: name, span: { start: span.start, end } }, end, isDoubtful: false };
};

/** 被告人王小满男，…: the comma was lost where the rest of the text calls the person 王小满 and never 王小满男. */
const withoutSex = (text: string, named: NameReading): NameReading => {
  const { value, span } = named.name;
  const shorter = value.slice(0, -1);
  const isLost = named.isDoubtful && /[男女]$/.test(value)
    && text.includes(`被告人${shorter}`, span.end) && !text.includes(`被告人${value}`, span.end);
  if (!isLost) return named;
  const end = span.end - 1;
  return { name: { value: shorter, span: { start: span.start, end } }, end, isDoubtful: false };
};

const readUnit = (segment: Segment, named: NameReading): PersonReading => ({
  party: {
    name: named.name, aliases: [], isEntity: true, custody: [], priorConvictions: [], block: segment.span,
  },
  problems: [],
});

/** Reads one defendant's paragraph; undefined when no name follows the role. */
export const readPerson = (
  document: string, segment: Segment, known: readonly string[],
): PersonReading | undefined => {
  // Cut, so that no search goes beyond the paragraph.
  const text = document.slice(0, segment.span.end);
  if (segment.role === 'entity') {
    const unit = readUnitName(text, segment.body, segment.span.end);
    return unit === undefined ? undefined : readUnit(segment, unit);
  }
  const printed = nameAt(text, segment, known);
  if (printed === undefined) return undefined;
  const named = withoutSex(document, printed);
  if (named.name.value.length > 5 && UNIT.test(named.name.value)) return readUnit(segment, named);
  const rest = { start: named.end, end: segment.span.end };
  const zone = { start: rest.start, end: identityEnd(text, rest.start, rest.end) };
  const timeline = readTimeline(text, rest, segment.wasDecidedBefore);
  const identity = readIdentity(text, zone, timeline.custody[0]?.on);
  const message = 'what stands at the name has no usual form';
  const doubts: readonly Problem[] = named.isDoubtful
    ? [{ code: 'DEFENDANT_NAME_DOUBTFUL', message, span: named.name.span }] : [];
  const party: Party = {
    name: named.name,
    aliases: readAliases(text, zone, named.name.value),
    isEntity: false,
    ...(identity.sex === undefined ? {} : { sex: identity.sex }),
    ...(identity.birthDate === undefined ? {} : { birthDate: identity.birthDate }),
    custody: timeline.custody,
    priorConvictions: timeline.priorConvictions,
    block: segment.span,
  };
  return { party, problems: [...doubts, ...identity.problems, ...timeline.problems] };
};
