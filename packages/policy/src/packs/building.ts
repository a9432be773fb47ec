import { type CivilDate, parseCivilDate } from '@fengcun/kernel';
import { checkCel } from '../cel/check-cel.ts';
import type { CelNames } from '../cel/checking.ts';
import { factsRead } from '../cel/expression.ts';
import { clauseAt } from './clause-at.ts';
import type { CelData, PeriodData } from './pack-data.ts';
import type { Condition, PackProblem, PackProblemCode, Period } from './pack.ts';
import type { Position } from './position.ts';
import { type Path, showPath, type YamlText } from './read-yaml.ts';

/** State of building one pack: problems are collected, so that an author sees all of them at once. */
export type Building = Readonly<{ yaml: YamlText; names: CelNames; problems: PackProblem[] }>;

/** A problem at a path; `position` where it is not that of the value itself. */
type Complaint = Readonly<{ code: PackProblemCode; message: string; hint?: string; position?: Position }>;

/** Reports a problem with its place. */
export const complain = (building: Building, path: Path, complaint: Complaint): void => {
  const { code, message, hint, position = building.yaml.positionOf(path) } = complaint;
  const clause = clauseAt(building.yaml.data, path);
  const place = { ...position, path: showPath(path), ...(clause === undefined ? {} : { clause }) };
  const problem = { code, message, ...place };
  building.problems.push(hint === undefined ? problem : { ...problem, hint });
};

/** Stands for a refused date, so that the rest of the pack is checked too; the pack is then refused. */
const NO_DATE = '1900-01-01' as CivilDate;

/** A date of the pack; an impossible one is reported. */
export const buildDate = (building: Building, path: Path, text: string): CivilDate => {
  const parsed = parseCivilDate(text);
  if (parsed.ok) return parsed.value;
  const message = parsed.error.code === 'DATE_IMPOSSIBLE'
    ? 'this day does not exist' : 'a date is written YYYY-MM-DD, years 1900 to 2199';
  complain(building, path, { code: parsed.error.code, message });
  return NO_DATE;
};

/** A period of the pack; one without days is reported. */
export const buildPeriod = (building: Building, path: Path, data: PeriodData): Period => {
  const from = buildDate(building, [...path, 'from'], data.from);
  if (data.to === undefined) return { from };
  const to = buildDate(building, [...path, 'to'], data.to);
  if (to <= from) {
    const message = 'this period has no day: “to” is exclusive and must lie after “from”';
    complain(building, [...path, 'to'], { code: 'PERIOD_EMPTY', message });
  }
  return { from, to };
};

/** A condition of the pack, type-checked; undefined when it was refused and reported. */
export const buildCondition = (
  building: Building, path: Path, cel: Readonly<{ text: CelData; wanted: 'boolean' | 'date' | 'dates' }>,
): Condition | undefined => {
  const text = String(cel.text);
  const checked = checkCel(text, cel.wanted, building.names);
  if (!checked.ok) {
    for (const { code, message, at, hint } of checked.error) {
      const position = building.yaml.positionInside(path, at);
      const complaint = { code, message, position };
      complain(building, path, hint === undefined ? complaint : { ...complaint, hint });
    }
    return undefined;
  }
  const expression = checked.value;
  return { text, expression, facts: factsRead(expression), at: building.yaml.positionOf(path) };
};

/** Reports an id that stands twice in one list. */
export const complainRepeated = (building: Building, path: Path, ids: readonly string[]): void => {
  ids.forEach((id, i) => {
    if (ids.indexOf(id) === i) return;
    const message = `“${id}” names two parts of this list`;
    complain(building, [...path, i, 'id'], { code: 'DUPLICATE_ID', message });
  });
};
