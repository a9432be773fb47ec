import type { Json } from '@fengcun/kernel';
import { nearestName } from '../facts/nearest-name.ts';
import { type Building, buildDate, complain } from './building.ts';
import type { PackData, ParameterData } from './pack-data.ts';
import type { DatedValue, PackParameter, ParameterChoice, ParameterValue } from './pack-parameter.ts';
import type { PackProblem, Period } from './pack.ts';
import type { Path, YamlText } from './read-yaml.ts';

const boundsFault = (data: ParameterData): string | undefined => {
  if (data.unit === 'names') {
    if (data.options === undefined) return 'a parameter of names lists its options';
    const isBare = data.min === undefined && data.max === undefined;
    return isBare ? undefined : 'names have options, no min and max';
  }
  if (data.min === undefined || data.max === undefined) return 'a number has its bounds, min and max';
  if (data.options !== undefined) return 'a number has min and max, no options';
  return data.min <= data.max ? undefined : 'min must not lie above max';
};

const valueFault = (data: ParameterData, value: ParameterValue): string | undefined => {
  if (data.unit === 'names') {
    if (!Array.isArray(value)) return `a list of names is needed: ${data.options?.join(', ')}`;
    if (new Set(value).size !== value.length) return 'a name stands here twice';
    const stray = value.find((name: string) => data.options?.includes(name) !== true);
    return stray === undefined ? undefined : `“${stray}” is not one of ${data.options?.join(', ')}`;
  }
  const { min = 0, max = 0 } = data;
  const isWithin = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return isWithin ? undefined : `a whole number from ${min} to ${max} (${data.unit}) is needed`;
};

type Dated = Readonly<{ values: readonly DatedValue[]; effective: Period }>;

const checkDates = (building: Building, path: Path, { values, effective }: Dated): void => {
  const [first] = values;
  if (first !== undefined && first.from > effective.from) {
    const message = `the first value must apply from ${effective.from}, when the pack does, or earlier`;
    complain(building, [...path, 'values'], { code: 'PARAMETER_DATES', message });
  }
  values.forEach(({ from }, i) => {
    const before = values[i - 1];
    if (before === undefined || before.from < from) return;
    const message = 'values stand by date, the oldest first, one a day';
    complain(building, [...path, 'values', i], { code: 'PARAMETER_DATES', message });
  });
};

type Part = Readonly<{ data: ParameterData; effective: Period }>;

/** Builds a parameter of the pack; faults are reported. */
export const buildParameter = (building: Building, path: Path, { data, effective }: Part): PackParameter => {
  const { id, title, unit, min, max, options, cite } = data;
  const bounds = boundsFault(data);
  if (bounds !== undefined) complain(building, path, { code: 'PARAMETER_VALUE', message: bounds });
  if ((data.value === undefined) === (data.values === undefined)) {
    const message = 'either value, or values with the days from which they apply';
    complain(building, path, { code: 'PARAMETER_VALUE', message });
  }
  const values: readonly DatedValue[] = data.values?.map(({ from, value }, i) =>
    ({ from: buildDate(building, [...path, 'values', i, 'from'], from), value }))
    ?? [{ from: effective.from, value: data.value ?? 0 }];
  values.forEach(({ value }, i) => {
    const message = bounds === undefined ? valueFault(data, value) : undefined;
    const place = data.values === undefined ? [...path, 'value'] : [...path, 'values', i, 'value'];
    if (message !== undefined) complain(building, place, { code: 'PARAMETER_VALUE', message });
  });
  checkDates(building, path, { values, effective });
  return {
    id, title, unit, values, cite, at: building.yaml.positionOf(path),
    ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }),
    ...(options === undefined ? {} : { options }),
  };
};

const isDated = (
  choice: ParameterChoice[string],
): choice is readonly Readonly<{ from: string; value: ParameterValue }>[] =>
  Array.isArray(choice) && choice.some((each) => typeof each === 'object');

const chosenData = (data: ParameterData, choice: ParameterChoice[string]): ParameterData => {
  const { value: _value, values: _values, ...rest } = data;
  return isDated(choice) ? { ...rest, values: choice } : { ...rest, value: choice };
};

/** The pack's data with other values for its parameters, and a problem for each that it does not have. */
export const withParameters = (
  yaml: YamlText, choice: ParameterChoice,
): Readonly<{ yaml: YamlText; problems: readonly PackProblem[] }> => {
  const data = yaml.data as PackData; // trust boundary: checkShape has compared it with the schema
  const parameters = data.parameters ?? [];
  const ids = parameters.map(({ id }) => id);
  const problems = Object.keys(choice).filter((id) => !ids.includes(id)).map((id): PackProblem => {
    const near = nearestName(id, ids);
    const hint = near === undefined ? `its parameters: ${ids.join(', ') || 'none'}` : `did you mean ${near}?`;
    const message = `the pack has no parameter “${id}”`;
    return { code: 'PARAMETER_UNKNOWN', message, ...yaml.positionOf([]), path: 'parameters', hint };
  });
  const chosen = parameters.map((each) => {
    const value = choice[each.id];
    return value === undefined ? each : chosenData(each, value);
  });
  const changed = { ...data, parameters: chosen } as unknown as Json; // plain data of the pack's own shape
  return { yaml: parameters.length === 0 ? yaml : { ...yaml, data: changed }, problems };
};
