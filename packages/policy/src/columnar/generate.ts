import type { FactName } from '../facts/fact-sheet.ts';
import { bind, columnName, type Emitting, emitNumber, emitTruth, PRELUDE } from './emit.ts';
import type { Formula, Signal } from './formula.ts';
import { groupTable, type Layout } from './layout.ts';
import type { OpenedVariant } from './variant.ts';

/** Day numbers from which seals are due: the code of each different one, and which clause uses which. */
export type Dues = Readonly<{ codes: readonly string[]; of: readonly (readonly number[])[] }>;

/** Codes of the `sealFrom` of all clauses, equal ones once; -1 for a clause without. */
export const duesOf = (variants: readonly OpenedVariant[], emitting: Omit<Emitting, 'context'>): Dues => {
  const codes: string[] = [];
  const of = variants.map(({ clauses, context }) => clauses.map(({ sealFrom }) => {
    if (sealFrom === undefined) return -1;
    const code = emitNumber({ ...emitting, context }, sealFrom.expression);
    const known = codes.indexOf(code);
    return known >= 0 ? known : codes.push(code) - 1;
  }));
  return { codes, of };
};

type Source = Readonly<{ layout: Layout; emitting: Omit<Emitting, 'context'>; dues: Dues; end: LoopEnd }>;

const formulaCode = (formula: Formula, atomCode: (signal: Signal, atom: number) => string): string => {
  if ('signal' in formula) return atomCode(formula.signal, formula.atom);
  if (formula.op === 'constant') return String(formula.bits);
  const parts = formula.parts.map((part) => formulaCode(part, atomCode));
  if (formula.op === 'and') return `(${parts.join(' & ')})`;
  return formula.op === 'or' ? `(${parts.join(' | ')})` : `${formula.op}(${parts.join(', ')})`;
};

const regionCode = (layout: Layout, emitting: Omit<Emitting, 'context'>, signal: Signal): string => {
  if ('code' in signal) return `s${signal.id}`;
  emitting.columns.add(signal.fact);
  const table = bind({ ...emitting, context: NO_CONTEXT }, `regions ${signal.id}`, () =>
    layout.regions.get(signal)?.of);
  return `${table}[${columnName(signal.fact)}]`;
};
const NO_CONTEXT = { asOf: '', switches: new Map() } as unknown as Emitting['context']; // bind reads none

type Words = readonly number[];

const looseCode = (layout: Layout, emitting: Omit<Emitting, 'context'>): readonly string[] =>
  layout.loose.flatMap(({ formula, bits }, n) => {
    const code = formulaCode(formula, (signal, atom) => {
      if ('code' in signal) return `(s${signal.id} === 2 ? 3 : s${signal.id})`;
      emitting.columns.add(signal.fact);
      const key = `atom ${signal.id}.${atom}`;
      const table = bind({ ...emitting, context: NO_CONTEXT }, key, () => signal.atoms[atom]);
      return `${table}[${columnName(signal.fact)}]`;
    });
    return [`const l${n} = ${code};`, ...[...new Set(bits.map((bit) => bit >> 5))].map((word) => {
      const mask = bits.filter((bit) => bit >> 5 === word).reduce((sum, bit) => sum | (1 << (bit & 31)), 0);
      return `if (l${n} !== 3) { T${word} &= ${~mask}; if (l${n} === 0) P${word} &= ${~mask}; }`;
    })];
  });

/** Everything before the verdicts: signals, table indices, and the words of possible and of true clauses. */
const wordsCode = (layout: Layout, emitting: Omit<Emitting, 'context'>, words: Words): readonly string[] => {
  const computed = [...layout.regions.keys()].flatMap((signal) =>
    ('code' in signal ? [`const s${signal.id} = (${signal.code} + 1) >> 1;`] : []));
  const regions = new Map([...layout.regions.keys()].map((signal) =>
    [signal, regionCode(layout, emitting, signal)]));
  const named = [...regions].flatMap(([signal, code]) =>
    ('code' in signal ? [] : [`const s${signal.id} = ${code};`]));
  const indices = layout.groups.map((group, g) => {
    let stride = words.length * 2;
    const terms = group.signals.map((signal) => {
      const term = `s${signal.id} * ${stride}`;
      stride *= layout.regions.get(signal)?.count ?? 1;
      return term;
    });
    return `const g${g} = ${terms.join(' + ') || '0'};`;
  });
  const tables = layout.groups.map((group, g) =>
    bind({ ...emitting, context: NO_CONTEXT }, `group ${g}`, () =>
      groupTable(group, layout.regions, words.length)));
  const all = (offset: number): string =>
    tables.map((table, g) => `${table}[g${g} + ${offset}]`).join(' & ') || '-1';
  return [
    ...computed, ...named, ...indices,
    ...words.map((word) => `let P${word} = ${all(word)};`),
    ...words.map((word) => `let T${word} = ${all(words.length + word)};`),
    ...looseCode(layout, emitting),
  ];
};

/** The day of the due that `e` names: a choice between locals. */
const dueCode = ({ codes }: Dues): string =>
  codes.slice(0, -1).map((_, n) => `e === ${n} ? d${n} : `).join('')
    + (codes.length === 0 ? 'U' : `d${codes.length - 1}`);

const maskOf = (bits: readonly number[], word: number): number =>
  bits.filter((bit) => bit >> 5 === word).reduce((mask, bit) => mask | (1 << (bit & 31)), 0);

const LAST = (words: Words): string => [...words.map((w) => `P${w}`),
  ...words.map((w) => `T${w}`)].join(', ');

/** The verdict of one variant: the fast way where the first possible clause is certain, else the slow one. */
const verdictCode = ({ layout, dues }: Source, words: Words, v: number): string => {
  const bits = layout.bitsOf[v] ?? [];
  const used = words.filter((word) => maskOf(bits, word) !== 0);
  const fast = used.map((word) =>
    `if ((w = P${word} & ${maskOf(bits, word)}) !== 0) { low = w & -w; `
    + `k = (T${word} & low) !== 0 ? ${word * 32 + 31} - Math.clz32(low) : -1; }`);
  return `${fast.join(' else ')}${fast.length > 0 ? ' else ' : ''}k = ${layout.bits.size};
    if (k < 0) { k = slow(${v}, ${LAST(words)}${dues.codes.map((_, n) => `, d${n}`).join('')}); due =
      slowDue; }
    else { e = dueOf[${v * (layout.bits.size + 2)} + k]; due = U;
      if (e >= 0 && (due = ${dueCode(dues)}) === U) k = ${layout.bits.size + 1}; }`;
};

const slowCode = (words: Words, bits: number, dues: Dues): string => `
const slow = (v, ${LAST(words)}${dues.codes.map((_, n) => `, d${n}`).join('')}) => {
  let found = false, outcome = 0, day = U;
  slowDue = U;
  ${words.map((word) => `
  for (let w = P${word} & masks[v * ${words.length} + ${word}]; w !== 0; w &= w - 1) {
    const low = w & -w, k = ${word * 32 + 31} - Math.clz32(low), e = dueOf[v * ${bits + 2} + k];
    let mine = outcomeOf[v * ${bits + 2} + k], from = U;
    if (e >= 0) { from = ${dueCode(dues)}; if (from === U) return ${bits + 1}; if (from > asOf[v]) mine =
      -1; }
    if (found && (mine !== outcome || (mine === -1 && from !== day))) return ${bits + 1};
    if ((T${word} & low) !== 0) { slowDue = from; return k; }
    found = true; outcome = mine; day = from;
  }`).join('')}
  return found && outcome !== outcomeOf[v * ${bits + 2} + ${bits}] ? ${bits + 1} : ${bits};
};`;

const ENDS = {
  write: (v: number): string => `verdicts[${v}][i] = k; days[${v}][i] = due;`,
  tally: (v: number, bits: number): string => `
      if (due > asOf[${v}]) later[${v * (bits + 2)} + k] += 1; else counts[${v * (bits + 2)} + k] += 1;
      if (due !== U) years[${v * 300} + yearOf[due + 25567] - 1900] += 1;
      if (k === ${bits + 1}) open |= ${1 << v};`,
} as const;

/** What the loop does with a verdict: keep it for each record, or only count. */
export type LoopEnd = keyof typeof ENDS;

const noteCode = (layout: Layout, facts: readonly FactName[], emitting: Omit<Emitting,
  'context'>): string => {
  const days = facts.filter((fact) => emitting.domains.get(fact) === undefined && emitting.domains.has(fact));
  const known = days.map((fact, n) => `(${columnName(fact)} === U ? ${2 ** n} : 0)`).join(' + ') || '0';
  const parts = [...layout.groups.map((_, g) => `g${g}`), ...layout.loose.map((_, n) => `l${n}`), known];
  return `if (open !== 0) note(i, open, ${parts.map((part) => `(${part})`).join(" + '|' + ")} + '');`;
};

/** Source of the loop over records; a pure function of packs and domains. Run it in `new Function`. */
export const sourceOf = (variants: readonly OpenedVariant[], source: Source): string => {
  const { layout, emitting, dues, end } = source;
  const words: Words = Array.from({ length: Math.max(1, Math.ceil(layout.bits.size / 32)) }, (_, i) => i);
  const body = wordsCode(layout, emitting, words);
  const loaded = [...emitting.columns].filter((fact) => emitting.domains.has(fact));
  const missing = [...emitting.columns].filter((fact) => !emitting.domains.has(fact));
  const bits = layout.bits.size;
  // Locals, so that neither array nor length is fetched again for each record.
  const hoisted = loaded.map((fact) => `const a_${fact} = column_${fact};`);
  return `'use strict';
${PRELUDE}
let slowDue = U;
${slowCode(words, bits, dues)}
return (first, last) => {
  let w = 0, low = 0, k = 0, e = 0, due = U;
  ${hoisted.join('\n  ')}
  for (let i = first; i < last; i += 1) {
    ${loaded.map((fact) => `const ${columnName(fact)} = a_${fact}[i];`).join('\n    ')}
    ${missing.map((fact) => `const ${columnName(fact)} = 0;`).join('\n    ')}
    ${body.join('\n    ')}
    ${dues.codes.map((code, n) => `const d${n} = ${code};`).join('\n    ')}
    let open = 0;
    ${variants.map((_, v) => `${verdictCode(source, words, v)}\n    ${ENDS[end](v, bits)}`).join('\n    ')}
    ${end === 'tally' ? noteCode(layout, [...emitting.columns], emitting) : ''}
  }
};`;
};
