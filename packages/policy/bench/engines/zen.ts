import type { FactSheet } from '@fengcun/policy';
import { EXCLUDED, under18 } from '../rules.ts';
import type { Engine, MissingEngine } from './engine.ts';
import { loadPeer } from './load-peer.ts';

type ZenDecision = Readonly<{ evaluate: (context: unknown) => Promise<Readonly<{ result: unknown }>> }>;
type Zen = Readonly<{
  ZenEngine: new () => Readonly<{ createDecision: (content: object) => ZenDecision }>;
  evaluateExpressionSync: (expression: string, context: unknown) => unknown;
}>;

const EXCLUDED_LIST = `[${EXCLUDED.map((each) => `'${each}'`).join(', ')}]`;

const ORDERED: readonly (readonly [outcome: string, when: string])[] = [
  ['notCovered', "subjectKind == 'entity'"],
  ['mustNotSeal', "recordKind == 'conviction' and isUnder18 and executedTermMonths > 60"],
  ['mustSeal', "recordKind == 'conviction' and isUnder18 and executedTermMonths <= 60"],
  ['mustSeal', "recordKind == 'nonProsecution' and isUnder18"],
  ['mustNotSeal', `some(offenceClasses, # in ${EXCLUDED_LIST})`],
  ['mustNotSeal', 'recidivist or drugRecidivist'],
  ['mustNotSeal', 'not firstOffender'],
  ['mustSeal', "recordKind == 'conviction' and mensRea == 'negligent' and executedTermMonths <= 36"],
  ['mustSeal', "recordKind == 'conviction' and mensRea == 'intentional' and executedTermMonths <= 12"
    + " and penalty != 'lifeImprisonment' and penalty != 'death'"],
  ['notCovered', 'true'],
];

/** The rules as a decision table with hit policy “first”: a column without a field holds whole conditions. */
const TABLE = {
  nodes: [
    { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
    {
      id: 'table', type: 'decisionTableNode', name: 'table', position: { x: 1, y: 0 },
      content: {
        hitPolicy: 'first', inputs: [{ id: 'when', name: 'when' }],
        outputs: [{ id: 'outcome', field: 'outcome', name: 'outcome' }],
        rules: ORDERED.map(([outcome, when], i) => ({ _id: String(i), when, outcome: `'${outcome}'` })),
      },
    },
    { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
  ],
  edges: [
    { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
    { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
  ],
};

const EXPRESSION = ORDERED.reduceRight((rest, [outcome, when]) =>
  (when === 'true' ? `'${outcome}'` : `(${when}) ? '${outcome}' : (${rest})`), '');

/** The engine calls no function of the host, so the age is worked out before it, inside the timed call. */
const contextOf = (sheet: FactSheet): object => ({
  subjectKind: sheet.subjectKind, recordKind: sheet.recordKind, executedTermMonths: sheet.executedTermMonths,
  offenceClasses: sheet.offenceClasses, recidivist: sheet.recidivist, drugRecidivist: sheet.drugRecidivist,
  firstOffender: sheet.firstOffender, mensRea: sheet.mensRea, penalty: sheet.penalty,
  isUnder18: under18(sheet.bornOn, sheet.offenceTo),
});

const NAME = '@gorules/zen-engine';

const outcomeOf = (result: unknown): string =>
  (typeof result === 'object' && result !== null && 'outcome' in result ? String(result.outcome) : 'none');

/** `@gorules/zen-engine`: its decision table (asynchronous), and its expression evaluator (parses every time). */
export const zen = async (folder: string | undefined): Promise<readonly (Engine | MissingEngine)[]> => {
  const loaded = await loadPeer(folder, NAME);
  if ('missing' in loaded) return [{ id: NAME, missing: loaded.missing }];
  const module = loaded.module as Readonly<{ default?: Zen }> & Zen; // trust boundary: the pinned version's interface
  const { ZenEngine, evaluateExpressionSync } = module.default ?? module;
  const decision = new ZenEngine().createDecision(TABLE);
  return [{
    id: `${NAME} table`, version: loaded.version,
    decideLater: async (sheet) => outcomeOf((await decision.evaluate(contextOf(sheet))).result),
    detail: 'decision table, first hit, created once; age worked out by the host; outcome only; asynchronous',
  }, {
    id: `${NAME} expression`, version: loaded.version,
    decide: (sheet) => String(evaluateExpressionSync(EXPRESSION, contextOf(sheet))),
    detail: 'one expression, parsed at every call (the engine offers no prepared form); age worked out by the host',
  }];
};
