import { readFile } from 'node:fs/promises';
import {
  askLab, type Assumptions, LAB_QUESTIONS, type LabQuestion, type LabResult, parseAssumptions, publishLab,
  type SimulateOptions, type SimulationResult,
} from '@fengcun/application';
import { UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';

/** Questions of `--ask` (a list, or `all`); with `--html` all, because the report has a place for each. */
export const questionsOf = (given: Arguments): readonly LabQuestion[] => {
  const asked = textOption(given, 'ask') ?? (textOption(given, 'html') === undefined ? undefined : 'all');
  if (asked === undefined) return [];
  if (asked === 'all') return LAB_QUESTIONS;
  return asked.split(',').map((name) => {
    const question = LAB_QUESTIONS.find((each) => each === name.trim());
    if (question !== undefined) return question;
    throw new UnusableInput(`--ask ${name}: there are all, ${LAB_QUESTIONS.join(', ')}`);
  });
};

/** Assumptions of `--assume-file`; none without it. @throws UnusableInput */
export const assumptionsOf = async (given: Arguments): Promise<Assumptions> => {
  const path = textOption(given, 'assume-file');
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`${path}: cannot be read`);
  });
  const parsed = parseAssumptions(text);
  if (parsed.ok) return parsed.value;
  throw new UnusableInput(`${path}: ${parsed.error}`);
};

type Asked = Readonly<{
  result: SimulationResult; questions: readonly LabQuestion[]; assumed: Assumptions;
}>;

/** Answers, or nothing where nothing was asked. @throws UnusableInput */
export const askQuestions = async (
  simulation: SimulateOptions, asked: Asked,
): Promise<LabResult | undefined> => {
  if (asked.questions.length === 0) return undefined;
  const lab = await askLab({ simulation, ...asked });
  if (!lab.ok) throw new UnusableInput(lab.error.message);
  if (asked.result.counts !== 'rounded') return lab.value;
  const asOfYear = Number(simulation.asOf.slice(0, 4));
  return publishLab(lab.value, asked.result.packs, { assumed: asked.assumed, asOfYear });
};
