import { randomBytes } from 'node:crypto';
import {
  bytesOfWords, countWords, groupsOf, isNoisy, type LabelledText, localExamples, type LocalTexts, localUpdate,
    maskPlace,
  noisyUpdate, pairwiseMasks, randomIntegers, sayNext, type SessionState, stepOf, textsOfField, viewOf,
} from '@fengcun/privacy';
import { EXIT, UnusableInput } from '../../exit.ts';
import { publicText, readPeerKey } from '../organ-key.ts';
import { formOption, readTrainingTexts } from '../recognise/training-texts.ts';
import { readChain, readSession, writeParcel } from './exchange-folder.ts';
import { requireNoise } from './noise-options.ts';
import {
  forgetMaskKey, maskKeyOf, noteSent, openMaskKey, type OwnMaskKey, ownSigner, readNotes,
} from './own-folder.ts';
import {
  answer, neededText, organOption, type PrivacyVerb, SESSION_OPTIONS, sessionPlace,
} from './session-options.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const localTexts = ({ terms }: SessionState, texts: readonly LabelledText[]): LocalTexts => {
  const known = textsOfField(texts, terms.field).filter(({ label }) => terms.labels.includes(label));
  return {
    views: known.map(({ text }) => viewOf(terms.field, text)),
    places: known.map(({ label }) => terms.labels.indexOf(label)),
  };
};

/**
 * What this organ would send: counts first, then the update of the newest round; under noise with this
 * organ's share of it. Never leaves unmasked.
 */
const plainWords = (state: SessionState, organ: string, texts: LocalTexts): Uint32Array => {
  const { terms, counts, vocabulary, model, round } = state;
  if (counts === undefined || vocabulary === undefined || model === undefined) return countWords(terms,
    texts);
  const examples = localExamples(vocabulary, texts);
  if (isNoisy(terms)) return noisyUpdate(model, examples, { terms, source: randomIntegers(random) });
  return localUpdate({ number: round, model, counts }, examples, { terms, organ }).words;
};

/** An organ with its keys, open. */
type Masker = OwnMaskKey & Readonly<{ organ: string; signingKey: string }>;

const maskedWords = (state: SessionState, own: Masker, words: Uint32Array): Uint32Array => {
  const { terms, round } = state;
  const { organ } = own;
  const seat = terms.organs.find((one) => one.organ === organ);
  // TRUST BOUNDARY: a coordinator that writes another key for us, or for anybody, would read what we send.
  const isOurs = seat?.maskKey === own.maskPublic && seat.signingKey === own.signingKey;
  if (!isOurs) throw new UnusableInput('the terms do not name this organ with its own keys; nothing is sent');
  const group = groupsOf(terms, round).find((names) => names.includes(organ)) ?? [];
  const peers = terms.organs.filter((one) => one.organ !== organ && group.includes(one.organ))
    .map((one) => ({ organ: one.organ, publicKey: maskKeyOf(one.maskKey, one.organ) }));
  return pairwiseMasks({ organ, privateKey: own.maskKey }, peers).masked(maskPlace(state, round), words);
};

/**
 * TRUST BOUNDARY: every mask key of the terms is one its organ signed when it joined. The signing keys are in
 * the terms whose hash two organs agreed to; whoever adds up cannot put a key of its own in between.
 */
const checkMaskKeys = async (exchange: string, { terms }: SessionState): Promise<void> => {
  const { session } = terms;
  for (const { organ, signingKey, maskKey } of terms.organs) {
    const key = readPeerKey(signingKey, organ);
    const [joined] = (await readChain(exchange, { session, role: organ, key })).messages;
    if (joined?.message.head.body['maskKey'] === maskKey) continue;
    throw new UnusableInput(`${organ} did not join with the mask key of the terms; nothing is sent`);
  }
};

/** Whether an organ of so many messages has masked all it ever will: it joined, counted, sent each update. */
const isAllSaid = ({ terms }: SessionState, messages: number): boolean => messages >= terms.rounds + 2;

/**
 * `federate round FILE…`: one organ's next step: counts, or the update of a round; masked, signed,
 * written.
 */
export const roundVerb: PrivacyVerb = {
  options: {
    ...SESSION_OPTIONS, organ: { type: 'string' }, terms: { type: 'string' }, rows: { type: 'string' },
    noise: { type: 'string' }, colluders: { type: 'string' },
  },
  run: async (given, terminal) => {
    const place = sessionPlace(given);
    const { exchange, session } = place;
    const organ = organOption(given);
    const coordinator = readPeerKey(neededText(given, 'coordinator-key',
      'as the coordinator printed it'), '--coordinator-key');
    const state = await readSession(exchange, { session, key: coordinator });
    const agreed = neededText(given, 'terms', 'the hash of the terms that were approved');
    if (agreed !== state.termsHash) throw new UnusableInput(
      'the terms are not those that were approved; nothing is sent');
    requireNoise(given, state.terms);
    await checkMaskKeys(exchange, state);
    const signer = await ownSigner(place);
    const signingKey = publicText(signer);
    const { chain } = await readChain(exchange,
      { session, role: organ, key: readPeerKey(signingKey, '--own') });
    const step = stepOf(organ, chain.next);
    const due = stepOf(organ, state.round + 1);
    if (state.isDone || step !== due) {
      if (isAllSaid(state, chain.next)) await forgetMaskKey(place, session);
      answer(given, terminal, { json: { organ, waits: true }, lines: [`${organ}: nothing to send now`] });
      return EXIT.done;
    }
    const notes = await readNotes(place, session);
    if (notes.sent[step] !== undefined) {
      throw new UnusableInput(
        `${step} was sent already and is gone; a mask is never used twice: begin a new session`);
    }
    const own = { ...await openMaskKey(place, session), organ, signingKey };
    const { texts } = await readTrainingTexts(given.words, formOption(given));
    const words = maskedWords(state, own, plainWords(state, organ, localTexts(state, texts)));
    await noteSent(place, session, { before: notes, step, head: state.head });
    const saying = { session, role: organ, seen: state.head, body: {}, payload: bytesOfWords(words) };
    await writeParcel(exchange, { role: organ, seq: chain.next }, await sayNext(chain, saying, signer));
    if (isAllSaid(state, chain.next + 1)) await forgetMaskKey(place, session);
    answer(given, terminal, {
      json: { organ, step, words: words.length }, lines: [`✔ ${organ} ${step}: ${words.length} masked words`],
    });
    return EXIT.done;
  },
};
