import { present } from '@fengcun/kernel';
import {
  aggregateNoisyRound, aggregateRound, bytesOfModel, bytesOfWords, calibrateModel, COORDINATOR,
  type Example, type GroupReport, groupsOf, isNoisy, localExamples, modelHash, type Recogniser, sayNext,
  type SessionState, stepOf, sumWords, textsOfField, viewOf, wordsOfBytes, writeModel,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { publicText, readPeerKey } from '../organ-key.ts';
import { formOption, readTrainingTexts } from '../recognise/training-texts.ts';
import { readChain, readSession, writeParcel } from './exchange-folder.ts';
import { ownSigner } from './own-folder.ts';
import {
  answer, type PrivacyVerb, SESSION_OPTIONS, sessionPlace, type SessionPlace,
} from './session-options.ts';

/** Words of this step by organ; only answers to the newest message of the coordinator count. */
const answersOf = async (
  place: SessionPlace, state: SessionState,
): Promise<Readonly<Record<string, Uint32Array>>> => {
  const found: [string, Uint32Array][] = [];
  for (const { organ, signingKey } of state.terms.organs) {
    const key = readPeerKey(signingKey, organ);
    const { messages } = await readChain(place.exchange, { session: place.session, role: organ, key });
    const message = messages[state.round + 1];
    if (message?.payload === undefined) continue;
    const { head } = message.message;
    if (head.seen !== state.head || head.step !== stepOf(organ, state.round + 1)) {
      throw new UnusableInput(`${organ}: its ${head.step} answers another model; the session is given up`);
    }
    found.push([organ, wordsOfBytes(message.payload)]);
  }
  return Object.fromEntries(found);
};

const say = async (place: SessionPlace, state: SessionState,
  said: Readonly<{ body: object; payload: Uint8Array }>): Promise<void> => {
  const signer = await ownSigner(place);
  const key = readPeerKey(publicText(signer), '--own');
  const { chain } = await readChain(place.exchange, { session: place.session, role: COORDINATOR, key });
  const body = JSON.parse(JSON.stringify(said.body)) as Readonly<Record<string, never>>;
  const saying = { session: state.terms.session, role: COORDINATOR, seen: '', body, payload: said.payload };
  await writeParcel(place.exchange, { role: COORDINATOR, seq: chain.next },
    await sayNext(chain, saying, signer));
};

/** Public texts with known values, on which every sum is tried. */
const probeOf = async (given: Arguments, state: SessionState): Promise<readonly Example[]> => {
  const path = textOption(given, 'probe');
  const { vocabulary, terms } = state;
  if (path === undefined || vocabulary === undefined) return [];
  const { texts } = await readTrainingTexts([path], formOption(given));
  const known = textsOfField(texts, terms.field).filter(({ label }) => terms.labels.includes(label));
  return localExamples(vocabulary, {
    views: known.map(({ text }) => viewOf(terms.field, text)),
      places: known.map(({ label }) => terms.labels.indexOf(label)),
  });
};

const reportLine = ({ organs, norm, probeAccuracy }: GroupReport): string =>
  `  ${organs.join(' + ')}: length ${norm.toFixed(2)}`
  + (probeAccuracy === undefined ? '' : `, probe ${(probeAccuracy * 100).toFixed(1)} %`);

type Sent = Readonly<Record<string, Uint32Array>>;

const sumCounts = async (
  place: SessionPlace, state: SessionState, sent: Sent,
): Promise<readonly string[]> => {
  const length = 2 ** state.terms.space.bits + state.terms.labels.length;
  const vectors = Object.values(sent);
  if (vectors.some((vector) => vector.length !== length)) throw new UnusableInput('counts of another length');
  const words = sumWords(vectors);
  if (isNoisy(state.terms) && words.some((word) => word !== 0)) {
    throw new UnusableInput(
      'the masks do not cancel, or somebody counted under noise; the session is given up');
  }
  await say(place, state, { body: {}, payload: bytesOfWords(words) });
  if (isNoisy(state.terms)) return [`✔ the masks of ${vectors.length} organs cancel; nothing is counted`];
  const documents = words.subarray(2 ** state.terms.space.bits).reduce((sum, count) => sum + count, 0);
  return [`✔ counts of ${vectors.length} organs: ${documents} documents in all`];
};

const writeLast = async (given: Arguments, state: SessionState,
  probe: readonly Example[]): Promise<readonly string[]> => {
  const out = textOption(given, 'out');
  const { terms, vocabulary, model, counts } = state;
  if (out === undefined || vocabulary === undefined || model === undefined || counts === undefined) return [];
  const recogniser: Recogniser = {
    field: terms.field, labels: terms.labels, asides: [], alone: undefined,
    classCounts: counts.classCounts, vocabulary, model,
    calibration: calibrateModel(model, probe),
    ...(terms.noise === undefined ? {} : { privacy: terms.noise.privacy }),
  };
  await writeWhole(out, writeModel({ recognisers: [recogniser] }));
  return [`✔ ${out}  sha256 ${modelHash({ recognisers: [recogniser] })}`];
};

const nextModel = async (given: Arguments, terminal: Terminal,
  at: Readonly<{ place: SessionPlace; state: SessionState; sent: Sent }>,
): Promise<ExitCode> => {
  const { place, state, sent } = at;
  const { terms, counts, model, round } = state;
  const probe = await probeOf(given, state);
  const groups = groupsOf(terms, round).map((organs) => ({ organs, words: sent }));
  const now = present(model, 'model');
  const next = isNoisy(terms) ? aggregateNoisyRound({ model: now, terms, words: sent }, probe)
    : aggregateRound({
      model: now, documents: present(counts, 'counts').documents, quantisation: terms.quantisation, groups,
    }, probe);
  if (!next.ok) {
    const told = 'groups' in next.error ? next.error.groups.map(reportLine)
      : [`  ${next.error.organs.join(', ')}`];
    answer(given, terminal, { json: { refused: next.error },
      lines: [`✘ round ${round}: ${next.error.code}`, ...told] });
    return EXIT.findings;
  }
  await say(place, state, { body: { groups: next.value.groups }, payload: bytesOfModel(next.value.model) });
  const isLast = round >= terms.rounds;
  const written = isLast ? await writeLast(given, { ...state, model: next.value.model }, probe) : [];
  answer(given, terminal, {
    json: { round, groups: next.value.groups, isLast },
    lines: [`✔ round ${round} of ${terms.rounds}`, ...next.value.groups.map(reportLine), ...written],
  });
  return EXIT.done;
};

/**
 * `federate aggregate`: the coordinator's next step, once every organ has answered. A missing organ is
 * told and nothing happens; a sum that is too long or spoils the probe is refused, and the model stays.
 */
export const aggregateVerb: PrivacyVerb = {
  options: { ...SESSION_OPTIONS, probe: { type: 'string' }, rows: { type: 'string' },
    out: { type: 'string' } },
  run: async (given, terminal) => {
    const place = sessionPlace(given);
    const key = readPeerKey(publicText(await ownSigner(place)), '--own');
    const state = await readSession(place.exchange, { session: place.session, key });
    if (state.isDone) {
      answer(given, terminal, { json: { isDone: true }, lines: ['every round is done'] });
      return EXIT.done;
    }
    const sent = await answersOf(place, state);
    const missing = state.terms.organs.flatMap(({ organ }) => (sent[organ] === undefined ? [organ] : []));
    if (missing.length > 0) {
      answer(given, terminal, { json: { missing }, lines: [`✘ not yet: ${missing.join(', ')}`] });
      return EXIT.findings;
    }
    if (state.round > 0) return nextModel(given, terminal, { place, state, sent });
    answer(given, terminal, { json: { counts: true }, lines: await sumCounts(place, state, sent) });
    return EXIT.done;
  },
};
