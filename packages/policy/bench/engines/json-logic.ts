import type { FactSheet } from '@fengcun/policy';
import { EXCLUDED, under18 } from '../rules.ts';
import type { Engine, MissingEngine } from './engine.ts';
import { loadPeer } from './load-peer.ts';

type Logic = Readonly<{
  add_operation: (name: string, code: (a: string, b: string) => boolean) => void;
  apply: (rule: unknown, facts: FactSheet) => unknown;
}>;

const read = (name: string): unknown => ({ var: name });
const is = (name: string, value: string): unknown => ({ '===': [read(name), value] });
const young = { under18: [read('bornOn'), read('offenceTo')] };
const atMost = (months: number): unknown => ({ '<=': [read('executedTermMonths'), months] });

const RULE = {
  if: [
    is('subjectKind', 'entity'), 'notCovered',
    { and: [is('recordKind', 'conviction'), young, { '>': [read('executedTermMonths'), 60] }] }, 'mustNotSeal',
    { and: [is('recordKind', 'conviction'), young, atMost(60)] }, 'mustSeal',
    { and: [is('recordKind', 'nonProsecution'), young] }, 'mustSeal',
    { or: EXCLUDED.map((each) => ({ in: [each, read('offenceClasses')] })) }, 'mustNotSeal',
    { or: [read('recidivist'), read('drugRecidivist')] }, 'mustNotSeal',
    { '!': [read('firstOffender')] }, 'mustNotSeal',
    { and: [is('recordKind', 'conviction'), is('mensRea', 'negligent'), atMost(36)] }, 'mustSeal',
    {
      and: [
        is('recordKind', 'conviction'), is('mensRea', 'intentional'), atMost(12),
        { '!==': [read('penalty'), 'lifeImprisonment'] }, { '!==': [read('penalty'), 'death'] },
      ],
    }, 'mustSeal',
    'notCovered',
  ],
};

/** `json-logic-js`: one rule of nested conditions, interpreted. */
export const jsonLogic = async (folder: string | undefined): Promise<Engine | MissingEngine> => {
  const loaded = await loadPeer(folder, 'json-logic-js');
  if ('missing' in loaded) return { id: 'json-logic-js', missing: loaded.missing };
  const logic = (loaded.module as Readonly<{ default: Logic }>).default; // trust boundary: documented interface
  logic.add_operation('under18', under18);
  return {
    id: 'json-logic-js', version: loaded.version, decide: (sheet) => String(logic.apply(RULE, sheet)),
    detail: 'one if-chain; under18 as an added operation; outcome only',
  };
};
