import { type CivilDate, err, type Evidenced, ok, type Result, type Span } from '@fengcun/kernel';
import { checkSentences } from './checks/check-sentences.ts';
import { readDisposition, type DispositionReading } from './disposition/read-disposition.ts';
import type { SentenceReading } from './disposition/sentence.ts';
import { type FindingsOfParty, readFindings } from './findings/read-findings.ts';
import type { HeaderReading, Party } from './header/parties.ts';
import { readHeader } from './header/read-header.ts';
import { readSignature } from './header/signature.ts';
import type { DefendantReading, JudgmentReading, Problem, ReadRefusal } from './reading.ts';
import { readOffenceDates } from './offence-dates/read-offence-dates.ts';
import { type Sections, splitSections } from './text/sections.ts';

// LIMIT: a hundred times the longest judgment; more text than this is no single document.
const CHARS_MAX = 4_000_000;
// LIMIT: the title of a document stands near its start.
const TITLE_CHARS = 800;

const DECISION = /判决|裁定/;
const OPERATIVE_WORDS = /(?:判|裁)[ \u3000]?[决定]|被告人|公诉/;
const OTHER_TITLE = new RegExp([
  '(?:民[ \\u3000]?事|行[ \\u3000]?政|执[ \\u3000]?行|国家赔偿)[ \\u3000]?(?:判[ \\u3000]?决[ \\u3000]?书',
  '|裁[ \\u3000]?定[ \\u3000]?书|调[ \\u3000]?解[ \\u3000]?书|决[ \\u3000]?定[ \\u3000]?书)',
].join(''));
const CRIMINAL = /刑[ \u3000]?事|刑[初终再更]|公诉机关|自诉人|被告人/;

const refusal = (code: ReadRefusal['code'], message: string): Result<never, ReadRefusal> =>
  err({ code, message });

const refuse = (text: string): Result<never, ReadRefusal> | undefined => {
  if (text.trim() === '') return refusal('EMPTY', 'The document has no text; a judgment was expected.');
  if (text.length > CHARS_MAX) {
    return refusal('TOO_LARGE',
      `The document has more than ${CHARS_MAX} characters; give one judgment at a time.`);
  }
  if (!DECISION.test(text) || !OPERATIVE_WORDS.test(text)) {
    return refusal('NOT_A_JUDGMENT',
      'The text has no words of a judgment (判决 or 裁定); give the text of a judgment.');
  }
  const title = text.slice(0, TITLE_CHARS);
  if (OTHER_TITLE.test(title) && !CRIMINAL.test(title)) {
    return refusal('NOT_CRIMINAL',
      'The title is of a civil or administrative decision; give a criminal judgment.');
  }
  return CRIMINAL.test(text) ? undefined
    : refusal('NOT_CRIMINAL',
      'The text has no words of a criminal case (公诉机关, 被告人); give a criminal judgment.');
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
  const acts = readOffenceDates({ text, sections, parties });
  const findings = readFindings({ text, sections, parties, acts });
  const defendants =
    persons.map((person, index) => defendantOf(person, findings.parties[index] ?? { findings: {} }));
  problems.push(...findings.problems, ...checkSentences({ text, header: sections.header, defendants }));
  return {
    ...(header.court === undefined ? {} : { court: header.court }),
    ...(header.caseNumber === undefined ? {} : { caseNumber: header.caseNumber }),
    ...(signature.judgmentDate === undefined ? {} : { judgmentDate: signature.judgmentDate }),
    ...(header.instance === undefined ? {} : { instance: header.instance }),
    defendants, problems,
  };
};

/**
 * Reads one criminal judgment. A text that is none is refused with a reason; of a judgment everything that is
 * clear is returned with the words that prove it, everything doubtful as a problem. Never throws for any
 * text;
 * linear in its length.
 */
export const readJudgment = (text: string): Result<JudgmentReading, ReadRefusal> =>
  refuse(text) ?? ok(assemble(text, splitSections(text)));
