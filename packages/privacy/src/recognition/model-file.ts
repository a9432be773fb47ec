import { canonicalJson, err, type Json, ok, type Result, sha256Hex } from '@fengcun/kernel';
import type { Calibration } from './calibration.ts';
import { readModelPrivacy } from '../private-training/model-privacy.ts';
import { type Aside, ASIDES } from './clues.ts';
import type { FeatureSpace } from './features.ts';
import { RECOGNISED_FIELDS } from './labelled-text.ts';
import type { Recogniser } from './recogniser.ts';

/** Recognisers of several fields in one file. */
export type ModelFile = Readonly<{ recognisers: readonly Recogniser[] }>;

/** Why a file is no model; `reason` says what is wrong with it. */
export type ModelRefusal = Readonly<{ code: 'MODEL_UNUSABLE'; reason: string }>;

// LIMIT: a model of every charge over every bucket fits; more is no model of ours.
const BITS_MAX = 20;
const CLASSES_MAX = 512;
const LABEL_MAX = 64;

/** Little-endian bytes of an array of 4-byte numbers, on any machine. */
const encoded = (array: Float32Array | Uint32Array): string => {
  const bytes = Buffer.alloc(array.length * 4);
  const isFloat = array instanceof Float32Array;
  array.forEach((value, at) =>
    (isFloat ? bytes.writeFloatLE(value, at * 4) : bytes.writeUInt32LE(value, at * 4)));
  return bytes.toString('base64');
};

const bytesOf = (value: unknown, length: number): Buffer | undefined => {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
  return bytes?.length === length * 4 ? bytes : undefined;
};

const floatsOf = (value: unknown, length: number): Float32Array | undefined => {
  const bytes = bytesOf(value, length);
  if (bytes === undefined) return undefined;
  const floats = Float32Array.from({ length }, (_, at) => bytes.readFloatLE(at * 4));
  return floats.every(Number.isFinite) ? floats : undefined;
};

const wholesOf = (value: unknown, length: number): Uint32Array | undefined => {
  const bytes = bytesOf(value, length);
  if (bytes === undefined) return undefined;
  return Uint32Array.from({ length }, (_, at) => bytes.readUInt32LE(at * 4));
};

const calibrationJson = ({ weights, ...rest }: Calibration): Json => ({ ...rest, weights: [...weights] });

const toJson = (
  { field, labels, asides, classCounts, vocabulary, model, calibration, alone, privacy }: Recogniser,
): Json => ({
  field, labels, asides, classCounts, space: { ...vocabulary.space }, documents: vocabulary.documents,
  slots: vocabulary.buckets.length, buckets: encoded(vocabulary.buckets),
  frequencies: encoded(vocabulary.frequencies),
  weights: encoded(model.weights), bias: encoded(model.bias),
  calibration: calibrationJson(calibration),
  ...(alone === undefined ? {} : { alone: calibrationJson(alone) }),
  ...(privacy === undefined ? {} : { privacy: { ...privacy } }),
});

/** The file of a model: canonical JSON, so that the same model has the same SHA-256. */
export const writeModel = ({ recognisers }: ModelFile): string =>
  canonicalJson({ v: 2, kind: 'recogniser', recognisers: recognisers.map(toJson) });

/** SHA-256 of a model's file, which the job that trained it keeps. */
export const modelHash = (model: ModelFile): string => sha256Hex(writeModel(model));

type Raw = Readonly<Record<string, unknown>>;

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown, min: number, max: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;

const spaceOf = (value: unknown): FeatureSpace | undefined => {
  if (!isRaw(value)) return undefined;
  const { bits, gramsMax } = value;
  return isWhole(bits, 1, BITS_MAX) && isWhole(gramsMax, 1, 8) ? { bits, gramsMax } : undefined;
};

const isNumber = (one: unknown): one is number => typeof one === 'number' && Number.isFinite(one);

/** Weights of a constant and of as many clues as a verdict with these asides has. */
const calibrationOf = (value: unknown, asides: number): Calibration | undefined => {
  if (!isRaw(value)) return undefined;
  const { weights, threshold, precisionBound, coverage, trials } = value;
  const clues = asides === 0 ? 1 : asides + 3;
  const isRight = Array.isArray(weights) && weights.length === clues + 1 && weights.every(isNumber)
    && isNumber(precisionBound) && isNumber(coverage) && isNumber(trials);
  if (!isRight || !(threshold === null || isNumber(threshold))) return undefined;
  return { weights: weights as readonly number[], threshold, precisionBound, coverage, trials };
};

const asidesOf = (value: unknown): readonly Aside[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const known = ASIDES.filter((aside) => value.includes(aside));
  return known.length === value.length && known.every((aside, at) => value[at] === aside) ? known : undefined;
};

const areLabels = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length >= 2 && value.length <= CLASSES_MAX
  && new Set(value).size === value.length
  && value.every((label) => typeof label === 'string' && label !== '' && label.length <= LABEL_MAX);

const recogniserOf = (raw: unknown): Recogniser | string => {
  if (!isRaw(raw)) return 'a recogniser is an object';
  const field = RECOGNISED_FIELDS.find((known) => known === raw['field']);
  const space = spaceOf(raw['space']);
  const { labels, classCounts, documents, slots } = raw;
  if (field === undefined || space === undefined) return 'field or space is not known';
  if (!areLabels(labels)) return 'labels are 2 to 512 different texts';
  const asides = asidesOf(raw['asides']);
  if (asides === undefined) return 'asides are not known';
  const classes = labels.length + asides.length;
  const isCounted = Array.isArray(classCounts) && classCounts.length === classes
    && classCounts.every((count) => isWhole(count, 0, Number.MAX_SAFE_INTEGER));
  if (!isCounted || !isWhole(documents, 0, 2 ** 32) || !isWhole(slots, 0, 2 ** space.bits)) {
    return 'counts do not fit the labels or the space';
  }
  const buckets = wholesOf(raw['buckets'], slots);
  const frequencies = wholesOf(raw['frequencies'], slots);
  const weights = floatsOf(raw['weights'], slots * classes);
  const bias = floatsOf(raw['bias'], classes);
  const calibration = calibrationOf(raw['calibration'], asides.length);
  const alone = calibrationOf(raw['alone'], asides.length);
  if (buckets === undefined || frequencies === undefined || weights === undefined || bias === undefined) {
    return 'weights or buckets have another length than announced, or are no numbers';
  }
  if (!buckets.every((bucket, at) => bucket < 2 ** space.bits && bucket > (buckets[at - 1] ?? -1))) {
    return 'buckets do not ascend within the space';
  }
  if (calibration === undefined || (raw['alone'] !== undefined && alone === undefined)) {
    return 'the calibration is incomplete';
  }
  const privacy = readModelPrivacy(raw['privacy']);
  if (raw['privacy'] !== undefined && privacy === undefined) {
    return 'what it says of its privacy does not follow from its numbers';
  }
  return {
    field, labels, asides, classCounts: classCounts as readonly number[], calibration, alone,
    ...(privacy === undefined ? {} : { privacy }),
    vocabulary: { space, documents, buckets, frequencies }, model: { classes, weights, bias },
  };
};

/** Reads a model's file, which comes from outside; whatever does not fit is refused with what is wrong. */
export const parseModel = (text: string): Result<ModelFile, ModelRefusal> => {
  const refused = (reason: string) => err<ModelRefusal>({ code: 'MODEL_UNUSABLE', reason });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refused('the file is not JSON');
  }
  if (!isRaw(raw) || raw['v'] !== 2 || raw['kind'] !== 'recogniser' || !Array.isArray(raw['recognisers'])) {
    return refused('the file is no recogniser of version 2');
  }
  const read = raw['recognisers'].map(recogniserOf);
  const wrong = read.find((one) => typeof one === 'string');
  if (wrong !== undefined) return refused(wrong);
  const recognisers = read.filter((one) => typeof one !== 'string');
  const isOnce = new Set(recognisers.map(({ field }) => field)).size === recognisers.length;
  return isOnce ? ok({ recognisers }) : refused('a field stands twice');
};
