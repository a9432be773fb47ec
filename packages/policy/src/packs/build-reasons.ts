import type { DatePart, Expression } from '../cel/expression.ts';
import { factsRead } from '../cel/expression.ts';
import { nearestName } from '../facts/nearest-name.ts';
import { buildCondition, type Building, complain, complainRepeated } from './building.ts';
import type { ReasonData } from './pack-data.ts';
import type { Condition, DueReason } from './pack.ts';
import type { Path } from './read-yaml.ts';

const boolean = { kind: 'boolean' } as const;

type Replacing = Readonly<{ reason: ReasonData; when: Condition | undefined }>;

const replaces = ({ reason }: Replacing, id: string): boolean =>
  reason.id !== id && (reason.replaces === 'all' || reason.replaces?.includes(id) === true);

/** When a reason counts: its own condition, and none of the reasons that replace it. Absent: always. */
const countsWhen = (own: Condition | undefined, replacing: readonly Replacing[]): Expression | undefined => {
  const limbs = replacing.map(({ when }): Expression => ({
    op: 'not', type: boolean, at: 0,
    operand: when?.expression ?? { op: 'constant', value: true, type: boolean, at: 0 },
  }));
  const all = own === undefined ? limbs : [own.expression, ...limbs];
  return all.reduce<Expression | undefined>((left, right) =>
    (left === undefined ? right : { op: 'and', left, right, type: boolean, at: 0 }), undefined);
};

const complainReplaces = (building: Building, path: Path, data: readonly ReasonData[]): void => {
  const ids = data.map(({ id }) => id);
  data.forEach(({ id, replaces: given }, i) => (given === 'all' || given === undefined ? [] : given)
    .forEach((other, j) => {
      if (ids.includes(other) && other !== id) return;
      const near = nearestName(other, ids);
      const hint = near === undefined ? `reasons here: ${ids.join(', ')}` : `did you mean ${near}?`;
      const message = `“${other}” is not another reason of this clause`;
      complain(building, [...path, i, 'replaces', j], { code: 'REASON_UNKNOWN', message, hint });
    }));
};

type Built = Readonly<{ reasons: readonly DueReason[]; condition: Condition | undefined }>;

/** Builds `sealFrom: {latest: […]}`: the reasons, and the latest of their dates as one expression. */
export const buildReasons = (building: Building, path: Path, data: readonly ReasonData[]): Built => {
  complainRepeated(building, path, data.map(({ id }) => id));
  complainReplaces(building, path, data);
  const whens = data.map((reason, i): Replacing => ({
    reason, when: reason.when === undefined ? undefined
      : buildCondition(building, [...path, i, 'when'], { text: reason.when, wanted: 'boolean' }),
  }));
  const parts: (DatePart & Readonly<{ reason: DueReason }>)[] = [];
  data.forEach((reason, i) => {
    const date = buildCondition(building, [...path, i, 'date'], { text: reason.date, wanted: 'dates' });
    if (date === undefined) return;
    const { id, cite, say } = reason;
    const counts = countsWhen(whens[i]?.when, whens.filter((each) => replaces(each, id)));
    const part = { date: date.expression, ...(counts === undefined ? {} : { when: counts }) };
    const when = whens[i]?.when;
    const built = {
      id, cite, say, date, at: date.at, ...(when === undefined ? {} : { when }),
      ...(counts === undefined ? {} : { counts }),
    };
    parts.push({ ...part, reason: built });
  });
  const expression: Expression = {
    op: 'latest', parts: parts.map(({ reason: _reason, ...part }) => part), type: { kind: 'date' }, at: 0,
  };
  const text = `latest of ${data.map(({ id }) => id).join(', ')}`;
  return {
    reasons: parts.map(({ reason }) => reason),
    condition: parts.length < data.length ? undefined
      : { text, expression, facts: factsRead(expression), at: building.yaml.positionOf(path) },
  };
};
