import { RECORD_STATUSES, type RecordStatus, type SealingInput, TRANSITIONS } from '@fengcun/registry';

/** Every input of the table, in a fixed order. */
export const INPUTS = Object.keys(TRANSITIONS.open).sort() as readonly SealingInput[];

/** `underObservation` → `UNDER_OBSERVATION`. */
const constant = (status: string): string => status.replace(/([A-Z])/g, '_$1').toUpperCase();

const waysOf = (input: SealingInput): readonly (readonly [RecordStatus, RecordStatus])[] =>
  RECORD_STATUSES.flatMap((from) => {
    const to = RECORD_STATUSES.find((status) => status === TRANSITIONS[from][input]);
    return to === undefined ? [] : [[from, to] as const];
  });

const inputText = (input: SealingInput): string => {
  const ways = waysOf(input);
  const may = ways.map(([from]) => `status == ${constant(from)}`).join(' || ');
  const after = ways.map(([from, to]) => `  (status == ${constant(from)} -> ${constant(to)} : \\\n`).join('');
  return `#define MAY_${input} (${may})\n#define AFTER_${input} ( \\\n${after}  NO_WAY${')'.repeat(ways.length + 1)}\n`;
};

/** The transition table of the code in Promela: what the model includes. */
export const transitionsPml = (): string => [
  '/* Generated from packages/registry/src/sealing/lifecycle/transition-table.ts by tests/spec/generate.ts. */\n',
  ...RECORD_STATUSES.map((status, index) => `#define ${constant(status)} ${index}\n`),
  '#define NO_WAY 255\n',
  ...INPUTS.map((input) => `\n${inputText(input)}`),
].join('');

/** The table that a Promela text says: input → from → to. Reads what is there, not what was generated. */
export const parseTransitions = (text: string): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const numbers = new Map([...text.matchAll(/^#define ([A-Z_]+) (\d+)$/gm)].map(([, name = '', value]) => [name, Number(value)]));
  const named = (name: string): string => RECORD_STATUSES[numbers.get(name) ?? -1] ?? 'none';
  return new Map([...text.matchAll(/^#define AFTER_(\w+) ((?:.*\\\n)*.*)$/gm)].map(([, input = '', body = '']) => [
    input,
    new Map([...body.matchAll(/status == ([A-Z_]+) -> ([A-Z_]+)/g)].map(([, from = '', to = '']) => [named(from), named(to)])),
  ]));
};
