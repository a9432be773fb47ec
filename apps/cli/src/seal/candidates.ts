import { listCandidates, type ListedCandidate, lookForGrounds } from '@fengcun/application';
import { EXIT, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Language, Terminal } from '../terminal.ts';
import { PERSON_OPTIONS, personOf } from './person.ts';
import type { SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

/** LIMIT: what a person looks through; more with --after. */
const LISTED_MAX = 1000;
const LISTED = '200';

const limitOf = (given: Arguments): number => {
  const told = textOption(given, 'limit') ?? LISTED;
  const limit = /^\d{1,4}$/.test(told) ? Number(told) : 0;
  if (limit >= 1 && limit <= LISTED_MAX) return limit;
  throw new UnusableInput(`--limit: a whole number from 1 to ${LISTED_MAX}`);
};

const NONE: Readonly<Record<Language, string>> = { zh: '没有待决定的事项\n', en: 'nothing waits for a decision\n' };

const linesOf = (listed: ListedCandidate, language: Language): string => {
  const { candidateId, recordId, source, doubts, proposal } = listed;
  const { ground = '', effectiveFrom = '' } = proposal;
  const outcome = 'outcome' in proposal ? proposal.outcome : 'propose';
  const asked = 'questions' in proposal ? proposal.questions.map(({ fact }) => fact) : [];
  const told = 'reasons' in proposal ? proposal.reasons[language] : '';
  const statement = 'statement' in proposal ? proposal.statement : undefined;
  const court = statement === undefined ? '' : `\n    ${statement.zh}`;
  const open = [...doubts, ...asked].map((one) => `\n    ? ${one}`).join('');
  const head = `${candidateId}  ${recordId}  ${source}  ${outcome} ${ground} ${effectiveFrom}`;
  return `${head}\n    ${told}${open}${court}\n`;
};

const show = (found: readonly ListedCandidate[], given: Arguments, terminal: Terminal): void => {
  const asJson = given.values['json'] === true;
  for (const one of found) {
    terminal.out(asJson ? `${JSON.stringify(one)}\n` : linesOf(one, terminal.language));
  }
  if (found.length === 0 && given.values['json'] !== true) terminal.out(NONE[terminal.language]);
};

/** `seal candidates --account …`: sealed records that new judgments point to, for those who decide. */
export const candidatesVerb: SealVerb = {
  options: { ...PERSON_OPTIONS, after: { type: 'string' }, limit: { type: 'string' } },
  run: async (given, terminal) => {
    const [by, limit, afterId] = [personOf(given), limitOf(given), textOption(given, 'after')];
    const found = await onSeals(given, terminal, async (parts) => {
      await lookForGrounds(parts);
      return listCandidates(parts, by, { limit, ...(afterId === undefined ? {} : { afterId }) });
    });
    show(found, given, terminal);
    return EXIT.done;
  },
};
