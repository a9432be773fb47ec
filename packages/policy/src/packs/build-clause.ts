import { nearestName } from '../facts/nearest-name.ts';
import { buildCondition, type Building, buildPeriod, complain, complainRepeated } from './building.ts';
import { buildReasons } from './build-reasons.ts';
import type { ClauseData, ConditionData, FlagData } from './pack-data.ts';
import type { Clause, ClauseCondition, Condition, PackFlag, Period } from './pack.ts';
import type { Path } from './read-yaml.ts';

/** What a clause may refer to in its matter. */
export type ClauseContext = Readonly<{
  effective: Period; outcomes: readonly string[]; flagIds: readonly string[];
}>;

/** Stands for a refused condition, so that the rest of the pack is checked too; the pack is then refused. */
const REFUSED: Omit<Condition, 'text'> = {
  expression: { op: 'constant', value: false, type: { kind: 'boolean' }, at: 0 },
  facts: [],
  at: { line: 1, column: 1 },
};

const limb = (building: Building, path: Path, data: ConditionData): ClauseCondition => {
  const built = buildCondition(building, [...path, 'when'], { text: data.when, wanted: 'boolean' });
  const condition = built ?? { text: String(data.when), ...REFUSED };
  return { id: data.id, ...condition, cite: data.cite ?? [], say: data.say };
};

/** Reports an outcome that the matter does not declare. */
export const checkOutcome = (building: Building, path: Path, { outcome, outcomes }: Readonly<{
  outcome: string; outcomes: readonly string[];
}>): void => {
  if (outcomes.includes(outcome)) return;
  const message = `“${outcome}” is not an outcome of this matter; it declares ${outcomes.join(', ')}`;
  complain(building, [...path, 'outcome'], { code: 'OUTCOME_UNDECLARED', message });
};

/** Reports flags that neither the matter nor the switches of the pack define. */
export const checkFlags = (building: Building, path: Path, { flags, flagIds }: Readonly<{
  flags: readonly string[]; flagIds: readonly string[];
}>): void => {
  flags.forEach((flag, i) => {
    if (flagIds.includes(flag)) return;
    const near = nearestName(flag, flagIds);
    const hint = near === undefined
      ? 'define it under flags of the matter, or name a switch' : `did you mean ${near}?`;
    const message = `“${flag}” is not a flag here`;
    complain(building, [...path, 'flags', i], { code: 'FLAG_UNKNOWN', message, hint });
  });
};

type SealFrom = Pick<Clause, 'sealFrom' | 'reasons'>;

const sealFromOf = (building: Building, path: Path, data: ClauseData): SealFrom => {
  if (data.sealFrom === undefined) return {};
  if (data.outcome !== 'mustSeal') {
    const message = 'only a clause with outcome mustSeal can say from when the seal is due';
    complain(building, [...path, 'sealFrom'], { code: 'SEAL_FROM_WITHOUT_SEAL', message });
  }
  if (typeof data.sealFrom === 'object') {
    const built = buildReasons(building, [...path, 'sealFrom', 'latest'], data.sealFrom.latest);
    const sealFrom = built.condition === undefined ? {} : { sealFrom: built.condition };
    return { reasons: built.reasons, ...sealFrom };
  }
  const sealFrom = buildCondition(building, [...path, 'sealFrom'], { text: data.sealFrom, wanted: 'date' });
  return sealFrom === undefined ? {} : { sealFrom };
};

/** Builds a clause of a matter; faults are reported. */
export const buildClause = (building: Building, path: Path, { data, context }: Readonly<{
  data: ClauseData; context: ClauseContext;
}>): Clause => {
  complainRepeated(building, [...path, 'all'], data.all.map((condition) => condition.id));
  checkOutcome(building, path, { outcome: data.outcome, outcomes: context.outcomes });
  checkFlags(building, path, { flags: data.flags ?? [], flagIds: context.flagIds });
  return {
    id: data.id,
    effective: data.effective === undefined
      ? context.effective : buildPeriod(building, [...path, 'effective'], data.effective),
    text: data.text,
    verbatim: data.verbatim ?? true,
    cite: data.cite,
    exceptTo: data.exceptTo ?? [],
    conditions: data.all.map((condition, i) => limb(building, [...path, 'all', i], condition)),
    outcome: data.outcome,
    ...sealFromOf(building, path, data),
    flags: data.flags ?? [],
    explain: data.explain,
    at: building.yaml.positionOf(path),
  };
};

/** Builds a flag of a matter; faults are reported. */
export const buildFlag = (building: Building, path: Path, { data, effective }: Readonly<{
  data: FlagData; effective: Period;
}>): PackFlag => {
  const when = data.when === undefined
    ? undefined : buildCondition(building, [...path, 'when'], { text: data.when, wanted: 'boolean' });
  return {
    id: data.id,
    effective: data.effective === undefined
      ? effective : buildPeriod(building, [...path, 'effective'], data.effective),
    ...(when === undefined ? {} : { when }),
    cite: data.cite,
    say: data.say,
    at: building.yaml.positionOf(path),
  };
};
