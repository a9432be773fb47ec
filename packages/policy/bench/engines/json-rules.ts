import type { FactSheet } from '@fengcun/policy';
import { EXCLUDED, under18 } from '../rules.ts';
import type { Engine, MissingEngine } from './engine.ts';
import { loadPeer } from './load-peer.ts';

type Rule = Readonly<{ conditions: unknown; event: Readonly<{ type: string }>; priority: number }>;
type RulesEngine = Readonly<{
  addRule: (rule: Rule) => unknown;
  addOperator: (name: string, test: (fact: never, value: never) => boolean) => unknown;
  addFact: (name: string, value: (params: unknown, almanac: Almanac) => unknown) => unknown;
  on: (name: 'success', listener: () => void) => unknown;
  stop: () => unknown;
  run: (facts: FactSheet) => Promise<Readonly<{ events: readonly Readonly<{ type: string }>[] }>>;
}>;
type Almanac = Readonly<{ factValue: (name: string) => Promise<string> }>;
type JsonRules = Readonly<{ Engine: new (rules: readonly Rule[], options: object) => RulesEngine }>;

const is = (fact: string, value: unknown): unknown => ({ fact, operator: 'equal', value });
const not = (fact: string, value: unknown): unknown => ({ fact, operator: 'notEqual', value });
const atMost = (value: number): unknown => ({ fact: 'executedTermMonths', operator: 'lessThanInclusive', value });
const more = (value: number): unknown => ({ fact: 'executedTermMonths', operator: 'greaterThan', value });
const young = is('isUnder18', true);

const ORDERED: readonly (readonly [string, unknown])[] = [
  ['notCovered', { all: [is('subjectKind', 'entity')] }],
  ['mustNotSeal', { all: [is('recordKind', 'conviction'), young, more(60)] }],
  ['mustSeal', { all: [is('recordKind', 'conviction'), young, atMost(60)] }],
  ['mustSeal', { all: [is('recordKind', 'nonProsecution'), young] }],
  ['mustNotSeal', { all: [{ fact: 'offenceClasses', operator: 'hasAny', value: EXCLUDED }] }],
  ['mustNotSeal', { any: [is('recidivist', true), is('drugRecidivist', true)] }],
  ['mustNotSeal', { all: [is('firstOffender', false)] }],
  ['mustSeal', { all: [is('recordKind', 'conviction'), is('mensRea', 'negligent'), atMost(36)] }],
  ['mustSeal', {
    all: [is('recordKind', 'conviction'), is('mensRea', 'intentional'), atMost(12), not('penalty', 'lifeImprisonment'),
      not('penalty', 'death')],
  }],
];

/** `json-rules-engine`: nine rules by priority; the first success stops the run, as its manual shows. */
export const jsonRules = async (folder: string | undefined): Promise<Engine | MissingEngine> => {
  const loaded = await loadPeer(folder, 'json-rules-engine');
  if ('missing' in loaded) return { id: 'json-rules-engine', missing: loaded.missing };
  const { Engine: RulesEngine } = loaded.module as JsonRules; // trust boundary: the pinned version's interface
  const rules = ORDERED.map(([type, conditions], i): Rule => ({ conditions, event: { type }, priority: 100 - i }));
  const engine = new RulesEngine(rules, { allowUndefinedFacts: true });
  engine.addOperator('hasAny', (members: readonly string[], list: readonly string[]) =>
    members.some((member) => list.includes(member)));
  engine.addFact('isUnder18', async (_params, almanac) =>
    under18(await almanac.factValue('bornOn'), await almanac.factValue('offenceTo')));
  engine.on('success', () => { engine.stop(); });
  return {
    id: 'json-rules-engine', version: loaded.version,
    decideLater: async (sheet) => (await engine.run(sheet)).events[0]?.type ?? 'notCovered',
    detail: 'nine rules by priority, stopped at the first success; under18 as a dynamic fact; outcome only; asynchronous',
  };
};
