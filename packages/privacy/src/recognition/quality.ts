import {
  canonicalJson, type CivilDate, err, type Json, ok, parseCivilDate, type Result,
} from '@fengcun/kernel';
import { RECOGNISED_FIELDS, type RecognisedField } from './labelled-text.ts';
import type { ErrorRow } from './measure.ts';

/** At this share of the texts, those with the largest margins, `precision` of the values are right. */
export type CoveragePoint = Readonly<{ coverage: number; precision: number }>;

/** Texts of one tenth of confidence: what was promised on the average, and what was right. */
export type CalibrationBin = Readonly<{ confidence: number; right: number; documents: number }>;

/** The same texts as a scan that lost so many characters of a thousand; shares of them. */
export type NoiseRow = Readonly<{
  perMille: number; accuracy: number; prefilled: number; prefilledPrecision: number;
}>;

/** Errors of one value or region; of several that are too small to be told apart, `pooled` of them. */
export type QualityRow = ErrorRow & Readonly<{ pooled?: number }>;

/** How good the recogniser of one field was on texts it had not seen. Shares are 0 … 1, to four places. */
export type FieldQuality = Readonly<{
  field: RecognisedField;
  documents: number;
  accuracy: number;
  macroF1: number;
  accuracyAt80: number;
  prefilled: number;
  prefilledPrecision: number;
  calibrationError: number;
  coverage: readonly CoveragePoint[];
  calibration: readonly CalibrationBin[];
  byLabel: readonly QualityRow[];
  byRegion: readonly QualityRow[];
  noise: readonly NoiseRow[];
}>;

/**
 * The quality file of a model: made by `recognise test`, shown in the console. `modelSha256`: of the model's
 * file; `jobId`: the job that trained it, where one did.
 */
export type RecogniserQuality = Readonly<{
  v: 1; kind: 'recogniserQuality'; measuredOn: CivilDate; modelSha256: string; jobId?: string;
  fields: readonly FieldQuality[];
}>;

/** Why a text is no quality file; `reason` says what is wrong with it. */
export type QualityRefusal = Readonly<{ code: 'QUALITY_UNUSABLE'; reason: string }>;

/** The name of the file in the data directory of a deployment. */
export const QUALITY_FILE = 'recogniser-quality.json';

/** LIMIT: rows or points of one table; every charge fits. */
export const QUALITY_ROWS_MAX = 600;
/** LIMIT: characters of a label or region. */
export const QUALITY_NAME_MAX = 64;
/** LIMIT: characters of the file. */
const TEXT_MAX = 1_000_000;

/** The file: canonical JSON. */
export const writeQuality = (quality: RecogniserQuality): string =>
  // A quality is made of texts and numbers alone.
  canonicalJson(quality as unknown as Json);

type Raw = Readonly<Record<string, unknown>>;
type Form = Readonly<Record<string, (value: unknown) => boolean>>;

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isName = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && value.length <= QUALITY_NAME_MAX;
const isMaybe = (check: (value: unknown) => boolean) => (value: unknown): boolean =>
  value === undefined || check(value);

/** Exactly these members: whatever else a file holds must not be shown by accident. */
const hasForm = (value: unknown, form: Form): value is Raw =>
  isRaw(value) && Object.keys(value).every((name) => Object.hasOwn(form, name))
    && Object.entries(form).every(([name, check]) => check(value[name]));

const isListOf = (check: (value: unknown) => boolean) => (value: unknown): boolean =>
  Array.isArray(value) && value.length <= QUALITY_ROWS_MAX && value.every(check);

const ROW: Form = {
  name: isName, documents: isWhole, wrong: isWhole, prefilled: isWhole, prefilledWrong: isWhole,
  pooled: isMaybe(isWhole),
};
const isRow = (value: unknown): boolean => hasForm(value, ROW)
  && Number(value['wrong']) <= Number(value['documents'])
  && Number(value['prefilled']) <= Number(value['documents'])
  && Number(value['prefilledWrong']) <= Math.min(Number(value['prefilled']), Number(value['wrong']));

const FIELD: Form = {
  field: (value) => RECOGNISED_FIELDS.some((known) => known === value),
  documents: isWhole, accuracy: isShare, macroF1: isShare, accuracyAt80: isShare, prefilled: isWhole,
  prefilledPrecision: isShare, calibrationError: isShare,
  coverage: isListOf((value) => hasForm(value, { coverage: isShare, precision: isShare })),
  calibration: isListOf((value) =>
    hasForm(value, { confidence: isShare, right: isShare, documents: isWhole })),
  byLabel: isListOf(isRow), byRegion: isListOf(isRow),
  noise: isListOf((value) => hasForm(value, {
    perMille: (one) => isWhole(one) && Number(one) <= 1000,
    accuracy: isShare, prefilled: isShare, prefilledPrecision: isShare,
  })),
};

const HASH = /^[0-9a-f]{64}$/;
const JOB = /^[0-9A-Za-z-]{4,64}$/;

const HEAD: Form = {
  v: (value) => value === 1, kind: (value) => value === 'recogniserQuality',
  measuredOn: (value) => typeof value === 'string' && parseCivilDate(value).ok,
  modelSha256: (value) => typeof value === 'string' && HASH.test(value),
  jobId: isMaybe((value) => typeof value === 'string' && JOB.test(value)),
  fields: (value) => Array.isArray(value) && value.length > 0 && value.length <= RECOGNISED_FIELDS.length,
};

/** The first member that is not as it should be. */
const wrongIn = (value: unknown, form: Form, what: string): string | undefined => {
  if (!isRaw(value)) return `${what} is no object`;
  const unknown = Object.keys(value).some((name) => !Object.hasOwn(form, name));
  if (unknown) return `${what} has a member that is not known`;
  const wrong = Object.entries(form).find(([name, check]) => !check(value[name]));
  return wrong === undefined ? undefined : `${what}: ${wrong[0]} is missing or wrong`;
};

const jsonOf = (text: string): unknown => {
  if (text.length > TEXT_MAX) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads a quality file, which comes from outside; refused with what is wrong and never with its content. */
export const parseQuality = (text: string): Result<RecogniserQuality, QualityRefusal> => {
  const refused = (reason: string) => err<QualityRefusal>({ code: 'QUALITY_UNUSABLE', reason });
  const raw = jsonOf(text);
  if (raw === undefined) return refused('the file is not JSON, or longer than a quality file');
  const wrong = wrongIn(raw, HEAD, 'the file');
  if (wrong !== undefined) return refused(wrong);
  // Every member of the head was checked above; every field is now.
  const quality = raw as RecogniserQuality;
  const inField = quality.fields.map((one, at) => wrongIn(one, FIELD, `field ${at + 1}`))
    .find((one) => one !== undefined);
  if (inField !== undefined) return refused(inField);
  const isOnce = new Set(quality.fields.map(({ field }) => field)).size === quality.fields.length;
  return isOnce ? ok(quality) : refused('a field stands twice');
};
