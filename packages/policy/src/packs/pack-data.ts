import type { Bilingual } from '../facts/fact-fields.ts';
import type { ParameterUnit, ParameterValue } from './pack-parameter.ts';
import type { PackStatus } from './pack.ts';
import type { Piercing, PiercingRule } from './pack-piercing.ts';

/** Dates of a period as written. */
export type PeriodData = Readonly<{ from: string; to?: string }>;

/** A condition as written; `true` without quotes is YAML's boolean and means the same. */
export type CelData = string | boolean;

/** A limb as written. */
export type ConditionData = Readonly<{ id: string; when: CelData; cite?: readonly string[]; say: Bilingual }>;

/** A flag as written. */
export type FlagData = Readonly<{
  id: string; effective?: PeriodData; when?: CelData; cite: readonly string[]; say: Bilingual;
}>;

/** One of several dates as written. */
export type ReasonData = Readonly<{
  id: string; when?: CelData; date: string; replaces?: readonly string[] | 'all';
  cite: readonly string[]; say: Bilingual;
}>;

/** A parameter as written: one `value`, or `values` by date. */
export type ParameterData = Readonly<{
  id: string; title: Bilingual; unit: ParameterUnit; min?: number; max?: number;
  options?: readonly string[];
  value?: ParameterValue;
  values?: readonly Readonly<{ from: string; value: ParameterValue }>[];
  cite: readonly string[];
}>;

/** A definition as written. */
export type DefinitionData = Readonly<{ id: string; is: CelData; cite?: readonly string[] }>;

/** Piercing as written. */
export type PiercingData = Readonly<{
  rules: readonly Omit<PiercingRule, 'at'>[]; otherwise: Piercing['otherwise'];
}>;

/** A clause as written. */
export type ClauseData = Readonly<{
  id: string;
  effective?: PeriodData;
  text: string;
  verbatim?: boolean;
  cite: readonly string[];
  exceptTo?: readonly string[] | 'all';
  all: readonly ConditionData[];
  outcome: string;
  sealFrom?: CelData | Readonly<{ latest: readonly ReasonData[] }>;
  flags?: readonly string[];
  explain: Bilingual;
}>;

/** A matter as written. */
export type MatterData = Readonly<{
  outcomes: readonly string[];
  flags?: readonly FlagData[];
  clauses: readonly ClauseData[];
  otherwise: Readonly<{
    outcome: string; cite: readonly string[]; flags?: readonly string[]; intended?: boolean;
    explain: Bilingual;
  }>;
}>;

/** A switch as written. */
export type SwitchData = Readonly<{
  id: string; question: Bilingual; options: readonly string[]; default: string; cite: readonly string[];
  usedIn?: string;
}>;

/** A pack as written, once its shape has been compared with the published schema. */
export type PackData = Readonly<{
  id: string;
  version: string;
  status: PackStatus;
  title: Bilingual;
  effective: PeriodData;
  monthEnd?: 'lastDay' | 'nextMonth';
  switches?: readonly SwitchData[];
  parameters?: readonly ParameterData[];
  definitions?: readonly DefinitionData[];
  piercing?: PiercingData;
  matters: Readonly<Record<string, MatterData>>;
}>;
