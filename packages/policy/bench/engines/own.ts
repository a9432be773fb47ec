import { civil, present } from '@fengcun/kernel';
import { type Decider, loadPack, prepareDecider } from '@fengcun/policy';
import { handClosure, RULES_PACK } from '../rules.ts';
import type { Engine } from './engine.ts';

/** Our engine with the benchmark rules, compiled for one day. */
export const ownDecider = (): Decider => {
  const pack = loadPack(RULES_PACK);
  if (!pack.ok) throw new TypeError(`bug: benchmark pack: ${JSON.stringify(pack.error[0])}`);
  const decider = prepareDecider(pack.value, { asOf: civil('2026-11-21') });
  return present(decider.ok ? decider.value : undefined, 'decider');
};

/** Where the sums of the timed loops end, so that no engine's work can be left out as unused. */
export const sink = { value: 0 };

/** Our three ways to decide, and the hand-written closure. */
export const ownEngines = (): readonly Engine[] => {
  const decider = ownDecider();
  return [{
    id: 'hand-written closure', version: '-', decide: handClosure,
    detail: 'plain TypeScript on the parsed fact sheet; known facts only; outcome only',
  }, {
    id: 'fengcun untraced', version: '-', decide: (sheet) => decider.conclude(sheet).outcome,
    detail: 'from the parsed fact sheet to the outcome, in three values; stops as soon as it is certain',
  }, {
    id: 'fengcun traced', version: '-',
    decide: (sheet) => {
      const decision = decider.trace(sheet);
      sink.value += decision.findings.length + decision.flags.length + decision.questions.length;
      return decision.outcome;
    },
    detail: 'from the parsed fact sheet to the whole decision: every limb evaluated, every finding with its citation, '
      + 'explanation, questions, flags; only factsHash (SHA-256) waits until it is read',
  }, {
    id: 'fengcun traced, facts hash read', version: '-',
    decide: (sheet) => {
      const decision = decider.trace(sheet);
      sink.value += decision.findings.length + decision.factsHash.length;
      return decision.outcome;
    },
    detail: 'the same with factsHash read: canonical JSON and SHA-256 of the known facts',
  }];
};
