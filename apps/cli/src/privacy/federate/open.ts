import { readFile } from 'node:fs/promises';
import { present } from '@fengcun/kernel';
import {
  COORDINATOR, FEATURE_SPACE, FEDERATION_DEFAULTS, type FederationSeat, type FederationTerms,
    federationTermsHash, federationTermsJson,
  openChain, parseModel, PRIVATE_PLAN, PRIVATE_SPACE, QUANTISATION, RECOGNISED_FIELDS, sayNext,
  unusableFederationTerms,
} from '@fengcun/privacy';
import { EXIT, UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import { publicText, readPeerKey } from '../organ-key.ts';
import { readChain, readParcels, writeParcel } from './exchange-folder.ts';
import { NOISE_OPTIONS, noiseOption } from './noise-options.ts';
import { ownSigner, prepareOwn } from './own-folder.ts';
import { answer, neededText, type PrivacyVerb, SESSION_OPTIONS, sessionPlace } from './session-options.ts';

const seatOf = async (exchange: string, session: string, member: string): Promise<FederationSeat> => {
  const at = member.indexOf('=');
  const [organ, signingKey] = [member.slice(0, at), member.slice(at + 1)];
  if (at < 0) throw new UnusableInput('--member: ORGAN=KEY, the key as the organ printed it');
  const { messages } = await readChain(exchange,
    { session, role: organ, key: readPeerKey(signingKey, '--member') });
  const maskKey = messages[0]?.message.head.body['maskKey'];
  if (typeof maskKey !== 'string') throw new UnusableInput(`${organ} has not joined session ${session}`);
  return { organ, signingKey, maskKey };
};

const numberOption = (given: Arguments, name: string, otherwise: number): number => {
  const text = textOption(given, name);
  return text === undefined ? otherwise : Number(text);
};

/** Labels by name, or those of an earlier model. */
const labelsOf = async (given: Arguments): Promise<readonly string[]> => {
  const text = neededText(given, 'labels', 'values that are learned, with commas, or a model file');
  if (!text.endsWith('.json')) return text.split(',');
  const parsed = parseModel(await readFile(text, 'utf8').catch(() => ''));
  const [first] = parsed.ok ? parsed.value.recognisers : [];
  if (first === undefined) throw new UnusableInput(`--labels: ${text} is no model`);
  return first.labels;
};

const drawTerms = async (given: Arguments, seats: readonly FederationSeat[],
  session: string): Promise<FederationTerms> => {
  const fieldName = textOption(given, 'field') ?? 'charge';
  const field = RECOGNISED_FIELDS.find((known) => known === fieldName);
  if (field === undefined) throw new UnusableInput(`--field: one of ${RECOGNISED_FIELDS.join(', ')}`);
  const { groupMin, featureMin } = FEDERATION_DEFAULTS;
  const isNoisy = textOption(given, 'noise') !== undefined;
  const rounds = numberOption(given, 'rounds', isNoisy ? PRIVATE_PLAN.steps : FEDERATION_DEFAULTS.rounds);
  return {
    v: 1, session, suite: 'ed25519-x25519-aes256ctr', field, labels: await labelsOf(given),
    space: isNoisy ? PRIVATE_SPACE : FEATURE_SPACE, ...FEDERATION_DEFAULTS, rounds,
    ...(isNoisy ? { noise: noiseOption(given, rounds) } : {}),
    groupMin: numberOption(given, 'group-min', groupMin),
      featureMin: numberOption(given, 'feature-min', featureMin),
    quantisation: QUANTISATION, seed: numberOption(given, 'seed', 1), organs: seats,
  };
};

/** `federate open`: the coordinator draws up the terms with everybody who joined, and signs them. */
export const openVerb: PrivacyVerb = {
  options: {
    ...SESSION_OPTIONS, member: { type: 'string', multiple: true }, labels: { type: 'string' },
      field: { type: 'string' },
    rounds: { type: 'string' }, 'group-min': { type: 'string' }, 'feature-min': { type: 'string' },
      seed: { type: 'string' }, ...NOISE_OPTIONS,
  },
  run: async (given, terminal) => {
    const place = sessionPlace(given);
    const { exchange, session } = place;
    await prepareOwn(place);
    const signer = await ownSigner(place);
    if ((await readParcels(exchange, COORDINATOR)).length > 0) throw new UnusableInput(
      'the session is open already');
    const members = given.values['member'];
    const seats: FederationSeat[] = [];
    for (const member of Array.isArray(members) ? members
      : []) seats.push(await seatOf(exchange, session, String(member)));
    const terms = await drawTerms(given, seats, session);
    const wrong = unusableFederationTerms(terms);
    if (wrong.length > 0) throw new UnusableInput(`terms that cannot stand: ${wrong.join(', ')}`);
    const key = readPeerKey(publicText(signer), '--own');
    const start = openChain([], { session, role: COORDINATOR, key });
    const body = { terms: federationTermsJson(terms) };
    const { chain } = present(start.ok ? start.value : undefined, 'an empty chain');
    const parcel = await sayNext(chain, { session, role: COORDINATOR, seen: '', body }, signer);
    await writeParcel(exchange, { role: COORDINATOR, seq: 0 }, parcel);
    const termsHash = federationTermsHash(terms);
    const coordinatorKey = publicText(signer);
    answer(given, terminal, { json: { termsHash, coordinatorKey }, lines: [termsHash, coordinatorKey] });
    return EXIT.done;
  },
};
