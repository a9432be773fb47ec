import type { Json } from '@fengcun/kernel';
import { present } from '@fengcun/kernel';
import {
  type ColumnarProgram, type Columns, compileColumns, type Domains, loadPack, type PackParameter,
  type ParameterValue, type Tally, type Variant, VARIANTS_MAX,
} from '@fengcun/policy';
import type { Sensitivity, SensitivityStep } from './lab-result.ts';

/** LIMIT: about this many values are tried of one number, in the smallest of these steps that reaches. */
const STEPS = 10;
const STEP_SIZES = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200] as const;

type Try = Readonly<{
  v: number; parameter: PackParameter; value: ParameterValue; shown: Json; isCurrent: boolean;
}>;

const valueOn = ({ values }: PackParameter, asOf: string): ParameterValue =>
  values.findLast(({ from }) => from <= asOf)?.value ?? values[0]?.value ?? 0;

/** Values of a parameter within its bounds: even steps and its own; or each name taken out or put in. */
export const stepsOf = (parameter: PackParameter, asOf: string): readonly Omit<Try, 'v'>[] => {
  const current = valueOn(parameter, asOf);
  const { min = 0, max = 0, options = [] } = parameter;
  if (typeof current === 'number') {
    const size = STEP_SIZES.find((each) => each * STEPS >= max - min) ?? Math.ceil((max - min) / STEPS);
    const even = Array.from({ length: Math.floor((max - min) / size) + 1 }, (_, i) => min + i * size);
    return [...new Set([...even, current, max])].sort((a, b) => a - b)
      .map((value) => ({ parameter, value, shown: value, isCurrent: value === current }));
  }
  return [
    { parameter, value: current, shown: [...current], isCurrent: true },
    ...options.map((name) => {
      const isIn = current.includes(name);
      const value = isIn ? current.filter((each) => each !== name) : [...current, name];
      return { parameter, value, shown: `${isIn ? '−' : '+'}${name}`, isCurrent: false };
    }),
  ];
};

const variantOf = (base: Variant, { parameter, value }: Try): Variant | undefined => {
  // The data of a pack is JSON, and JSON is YAML: loaded again it is the same pack, with another value.
  const pack = loadPack(JSON.stringify(base.pack.data), { parameters: { [parameter.id]: value } });
  return pack.ok ? { ...base, pack: pack.value } : undefined;
};

type Group = Readonly<{ program: ColumnarProgram; tally: Tally }>;

/** Counts what each value of each parameter covers. */
export type SensitivityCounter = Readonly<{
  programs: readonly ColumnarProgram[];
  link: (columns: Columns) => (rows: number) => void;
  result: () => readonly Sensitivity[];
}>;

const coveredBy = ({ program, tally }: Group, v: number): Readonly<{ sealed: number; open: number }> => {
  const opened = program.variants[v];
  let [sealed, open] = [0, 0];
  program.positions[v]?.forEach((place, slot) => {
    const at = v * program.slots + slot;
    const records = (tally.counts[at] ?? 0) + (tally.later[at] ?? 0);
    const outcome = typeof place === 'number' ? opened?.clauses[place]?.outcome
      : place === 'otherwise' ? opened?.matter.otherwise.outcome : undefined;
    if (outcome === 'mustSeal') sealed += records;
    else if (outcome === 'needsReview' || place === 'unknownFacts') open += records;
  });
  return { sealed, open };
};

/** Loads each pack with each value of each parameter; a value that the pack refuses is left out. */
export const sensitivityCounter = (variants: readonly Variant[], domains: Domains): SensitivityCounter => {
  const tries = variants.flatMap(({ pack, asOf }, v) => pack.parameters.flatMap((parameter) =>
    stepsOf(parameter, asOf).map((step): Try => ({ v, ...step }))));
  const loaded = tries.flatMap((each) => {
    const variant = variantOf(present(variants[each.v], 'variant'), each);
    return variant === undefined ? [] : [{ each, variant }];
  });
  const starts = Array.from({ length: Math.ceil(loaded.length / VARIANTS_MAX) }, (_, i) => i * VARIANTS_MAX);
  const groups = starts.flatMap((start): readonly Group[] => {
    const compiled = compileColumns(
      loaded.slice(start, start + VARIANTS_MAX).map(({ variant }) => variant), domains);
    return compiled.ok ? [{ program: compiled.value, tally: compiled.value.newTally() }] : [];
  });
  const covered = () => groups.flatMap((group) => group.program.variants.map((_, v) => coveredBy(group, v)));
  return {
    programs: groups.map(({ program }) => program),
    link: (columns) => {
      const loops = groups.map(({ program, tally }) => program.tally(columns, tally, () => undefined));
      return (rows) => loops.forEach((loop) => loop(0, rows));
    },
    result: () => {
      const counts = covered();
      return variants.flatMap(({ pack }, v) => pack.parameters.map((parameter): Sensitivity => {
        const own = loaded.flatMap(({ each }, i) =>
          (each.v === v && each.parameter.id === parameter.id ? [{ each, ...present(counts[i], 'counts') }]
            : []));
        const base = own.find(({ each }) => each.isCurrent)?.sealed ?? 0;
        const steps = own.map(({ each, sealed, open }): SensitivityStep =>
          ({ value: each.shown, isCurrent: each.isCurrent, sealed, open, change: sealed - base }));
        return { pack: pack.id, parameter: parameter.id, unit: parameter.unit, cite: parameter.cite, steps };
      }));
    },
  };
};
