import { type Determined, determineAll } from '@fengcun/application';
import { EXIT } from '../exit.ts';
import type { Language, Terminal } from '../terminal.ts';
import { SEAL_OPTIONS, type SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

const WORDS = {
  zh: (done: Determined) => `查看 ${done.looked} 条，决定封存 ${done.ordered.length} 条，待查明 ${done.questions.length} 项`
    + `，未能办理 ${done.refused.length} 条\n`,
  en: (done: Determined) => `${done.looked} looked at, ${done.ordered.length} ordered sealed,`
    + ` ${done.questions.length} questions, ${done.refused.length} not done\n`,
} as const satisfies Readonly<Record<Language, (done: Determined) => string>>;

const tell = (done: Determined, terminal: Terminal): void => {
  for (const { recordId, caseCode, sentTo, waiting } of done.ordered) {
    const later = waiting === 0 ? '' : `, +${waiting}`;
    terminal.out(`✔ ${recordId}  ${caseCode}  → ${sentTo}${later}\n`);
  }
  for (const { recordId, caseCode, question } of done.questions) {
    terminal.out(`? ${recordId}  ${caseCode}  ${question.code}\n`);
  }
  for (const { recordId, hint } of done.hints) terminal.out(`! ${recordId}  ${hint}\n`);
  for (const { recordId, refusal } of done.refused) terminal.out(`✘ ${recordId}  ${refusal.code}\n`);
  terminal.out(WORDS[terminal.language](done));
};

/** `seal determine`: examines every open record by the law of the day and orders what must be sealed. */
export const determineVerb: SealVerb = {
  options: SEAL_OPTIONS,
  run: async (given, terminal) => {
    const done = await onSeals(given, terminal, determineAll);
    if (given.values['json'] === true) terminal.out(`${JSON.stringify(done)}\n`);
    else tell(done, terminal);
    return done.refused.length === 0 ? EXIT.done : EXIT.findings;
  },
};
