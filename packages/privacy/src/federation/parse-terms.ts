import { err, type Json, ok, type Result } from '@fengcun/kernel';
import { RECOGNISED_FIELDS } from '../recognition/labelled-text.ts';
import { readFederationNoise } from './federation-noise.ts';
import { type FederationSeat, type FederationTerms, unusableFederationTerms } from './federation-terms.ts';

/** Members of terms that cannot stand. */
export type FederationTermsRefusal = Readonly<{ code: 'FEDERATION_TERMS'; members: readonly string[] }>;

type Raw = Readonly<Record<string, Json>>;

const isRaw = (value: Json | undefined): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: Json | undefined): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 256;
const isNumber = (value: Json | undefined): value is number => typeof value === 'number';

const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Za-z]{1,32}$/;

const seatOf = (value: Json): FederationSeat | undefined => {
  if (!isRaw(value)) return undefined;
  const { organ, signingKey, maskKey } = value;
  const isSeat = isText(organ) && ORGAN.test(organ) && isText(signingKey) && isText(maskKey);
  return isSeat ? { organ, signingKey, maskKey } : undefined;
};

const NUMBERS = ['featureMin', 'rounds', 'epochs', 'rate', 'adjustment', 'groupMin', 'seed'] as const;

/** TRUST BOUNDARY. Terms as the coordinator sent them, or the members that are wrong. */
export const parseFederationTerms = (raw: Json): Result<FederationTerms, FederationTermsRefusal> => {
  const refused = (...members: readonly string[]) =>
    err<FederationTermsRefusal>({ code: 'FEDERATION_TERMS', members });
  if (!isRaw(raw) || raw['v'] !== 1) return refused('v');
  const { session, suite, field, labels, space, quantisation, organs } = raw;
  const known = RECOGNISED_FIELDS.find((one) => one === field);
  const seats = Array.isArray(organs) ? organs.map((one: Json) => seatOf(one)) : [undefined];
  const wrong = NUMBERS.filter((name) => !isNumber(raw[name]));
  if (wrong.length > 0) return refused(...wrong);
  if (!isText(session) || suite !== 'ed25519-x25519-aes256ctr') return refused('session', 'suite');
  if (known === undefined) return refused('field');
  if (!Array.isArray(labels) || !labels.every((label: Json) => isText(label))) return refused('labels');
  if (!isRaw(space) || !isRaw(quantisation)) return refused('space', 'quantisation');
  const whole = seats.filter((seat) => seat !== undefined);
  if (whole.length !== seats.length) return refused('organs');
  const noise = readFederationNoise(raw['noise']);
  if (raw['noise'] !== undefined && noise === undefined) return refused('noise');
  const terms = {
    v: 1, session, suite, field: known, labels: labels as readonly string[], organs: whole,
    space: { bits: Number(space['bits']), gramsMax: Number(space['gramsMax']) },
    quantisation: { clip: Number(quantisation['clip']), scaleBits: Number(quantisation['scaleBits']) },
    ...Object.fromEntries(NUMBERS.map((name) => [name, raw[name]])),
    ...(noise === undefined ? {} : { noise }),
    // Every member was looked at above.
  } as unknown as FederationTerms;
  const unusable = unusableFederationTerms(terms);
  return unusable.length === 0 ? ok(terms) : refused(...unusable);
};
