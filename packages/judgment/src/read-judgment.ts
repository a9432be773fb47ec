import { type CivilDate, err, type Evidenced, ok, type Result, type Span } from '@fengcun/kernel';
import { checkAge } from './checks/check-age.ts';
import { checkSentences } from './checks/check-sentences.ts';
import { readDisposition, type DispositionReading } from './disposition/read-disposition.ts';
import type { SentenceReading } from './disposition/sentence.ts';
import { acquittalGround } from './findings/acquittal-ground.ts';
import { firstOffender } from './findings/first-offender.ts';
import { principalActsBefore18 } from './findings/principal-acts.ts';
import { type FindingsOfParty, readFindings } from './findings/read-findings.ts';
import type { HeaderReading, Party } from './header/parties.ts';
import { refuseDocument } from './header/document-type.ts';
import { readHeader } from './header/read-header.ts';
import { readSignature } from './header/signature.ts';
import type { DefendantReading, JudgmentReading, Problem, ReadRefusal } from './reading.ts';
import { readAccount } from './offence-dates/account.ts';
import { type EnclosingDates, enclosingDates } from './offence-dates/enclosing-dates.ts';
import { readOffenceDates } from './offence-dates/read-offence-dates.ts';
import { type Sections, splitSections } from './text/sections.ts';

// LIMIT: a hundred times the longest judgment; more text than this is no single document.
const CHARS_MAX = 4_000_000;
const refuse = (text: string): Result<never, ReadRefusal> | undefined => {
  if (text.length > CHARS_MAX) {
    const message = `The document has more than ${CHARS_MAX} characters; give one judgment at a time.`;
    return err({ code: 'TOO_LARGE', message });
  }
  const refused = refuseDocument(text);
  return refused === undefined ? undefined : err(refused);
};

const NOTHING: SentenceReading = { charges: [] };

const lastMeasure = (header: HeaderReading): CivilDate | undefined => {
  let last: CivilDate | undefined;
  for (const party of header.parties) {
    for (const { on } of party.custody) if (last === undefined || on > last) last = on;
  }
  return last;
};

type Person = Readonly<{ party: Party; sentence: SentenceReading }>;

/** A person whom only the operative part names: nothing is known of him but the sentence. */
const stranger = (name: Evidenced<string>, sentence: SentenceReading): Person => ({
  party: { name, aliases: [], isEntity: false, custody: [], priorConvictions: [], block: name.span },
  sentence,
});

const personsOf = (header: HeaderReading, disposition: DispositionReading): readonly Person[] => {
  if (disposition.isBlankForm) return [];
  const known =
    header.parties.map((party, index) => ({ party, sentence: disposition.sentences[index] ?? NOTHING }));
  return [...known, ...disposition.strangers.map(({ name, sentence }) => stranger(name, sentence))];
};

const defendantOf = (person: Person, found: FindingsOfParty): DefendantReading => {
  const { block: _block, ...party } = person.party;
  return { ...party, ...person.sentence, ...found };
};

const factDates = (person: Person, { earliest, latest }: EnclosingDates): Partial<DefendantReading> =>
  person.party.isEntity ? {} : {
    ...(earliest === undefined ? {} : { factsEarliest: earliest }),
    ...(latest === undefined ? {} : { factsLatest: latest }),
  };

/** What the reasoning says of the whole judgment rather than of one circumstance. */
type CourtWords = Readonly<{
  ground: ReturnType<typeof acquittalGround>;
  /** Only in a judgment of one person does nobody ask whose findings these are. */
  ofOne?: Pick<DefendantReading['findings'], 'principalActsBefore18' | 'firstOffender'>;
}>;

const wordsOfOne = (text: string, sections: Sections): Pick<CourtWords, 'ofOne'> => {
  const [acts, first] = [principalActsBefore18(text, sections), firstOffender(text, sections)];
  return {
    ofOne: {
      ...(acts === undefined ? {} : { principalActsBefore18: acts }),
      ...(first === undefined ? {} : { firstOffender: first }),
    },
  };
};

const withCourtWords = (defendant: DefendantReading, { ground, ofOne }: CourtWords): DefendantReading => ({
  ...defendant,
  ...(ground === undefined || defendant.combined?.value.type !== '无罪' ? {} : { acquittalGround: ground }),
  findings: { ...defendant.findings, ...ofOne },
});

const assemble = (text: string, sections: Sections): JudgmentReading => {
  const header = readHeader(text, sections);
  const signature = readSignature(text, sections, lastMeasure(header));
  const before: Span = { start: sections.facts.start, end: sections.reasoning.end };
  const disposition = readDisposition({
    text, before, disposition: sections.disposition,
    parties: header.parties.map((party) => ({
      names: [party.name.value, ...party.aliases.map((alias) => alias.value)],
    })),
  });
  const persons = personsOf(header, disposition);
  const problems: Problem[] = [...header.problems, ...signature.problems, ...disposition.problems];
  const parties = persons.map((person) => person.party);
  const account = readAccount(text, sections);
  const acts = readOffenceDates({ text, account, parties });
  const findings = readFindings({ text, sections, parties, acts });
  const dates = enclosingDates(text, account);
  const checked = persons.map((person, index) => {
    const defendant = defendantOf(person, findings.parties[index] ?? { findings: {} });
    return checkAge({ ...defendant, ...factDates(person, dates) }, index);
  });
  const court: CourtWords = {
    ground: acquittalGround(text, sections),
    ...(parties.length === 1 ? wordsOfOne(text, sections) : {}),
  };
  const defendants = checked.map(({ defendant }) => withCourtWords(defendant, court));
  problems.push(...findings.problems, ...checked.flatMap((each) => each.problems));
  problems.push(...checkSentences({ text, header: sections.header, defendants }));
  return {
    ...(header.court === undefined ? {} : { court: header.court }),
    ...(header.caseNumber === undefined ? {} : { caseNumber: header.caseNumber }),
    ...(signature.judgmentDate === undefined ? {} : { judgmentDate: signature.judgmentDate }),
    ...(header.instance === undefined ? {} : { instance: header.instance }),
    defendants, problems,
  };
};

/**
 * Reads one criminal judgment. A text that is none is refused with a reason; of a judgment everything
 * that is clear is returned with the words that prove it, everything doubtful as a problem.
 * Never throws for any text; linear in its length.
 */
export const readJudgment = (text: string): Result<JudgmentReading, ReadRefusal> =>
  refuse(text) ?? ok(assemble(text, splitSections(text)));
