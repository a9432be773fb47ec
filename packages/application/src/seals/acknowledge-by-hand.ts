import { canonicalJson, err, ok, present, type Result } from '@fengcun/kernel';
import { newestSequence, NO_COMMITMENT, type Receipt, type SealingState } from '@fengcun/registry';
import type { SealKeys } from '@fengcun/vault';
import { minter } from '../intake/act.ts';
import { commitTo } from '../keys/commitment.ts';
import { loadSideKeys, sealKeysOf } from '../sealing/side-keys.ts';
import { look } from './look-at-seals.ts';
import type { SealActor } from './person-act.ts';
import { loadSeal } from './seal-stream.ts';
import type { SealsParts } from './seals-parts.ts';
import { holderRow, setHolders } from './take-receipts.ts';
import { takeStep } from './take-step.ts';

/** What a person says for an organ; `sequence`: the order that was seen, `kept`: where the dossier is now. */
export type HandAnswer = Readonly<{
  recordId: string; organ: string; sequence: number; result: 'applied' | 'noCopy'; kept?: string;
}>;

/** Why an answer is not taken. */
export type HandRefusal =
  Readonly<{ code: 'NOTHING_TO_TELL' | 'VERSION_CHANGED' | 'SEAL_STANDS_OTHERWISE' | 'UNAVAILABLE' }>;

const refused = (code: HandRefusal['code']): Result<never, HandRefusal> => err({ code });

const receiptIn = (state: SealingState, organ: string): Receipt | undefined =>
  [...state.copies].find(([holder]) => holder === organ)?.[1].receipt;

/** How the seal stands against the answer: whether there is anything left to say. */
const standing = (
  state: SealingState, { organ, sequence, result }: HandAnswer,
): Result<Receipt | undefined, HandRefusal> => {
  if (![...state.copies.keys()].some((holder) => holder === organ)) return refused('NOTHING_TO_TELL');
  if (sequence !== newestSequence(state)) return refused('VERSION_CHANGED');
  const known = receiptIn(state, organ);
  return known === undefined || known.result === result ? ok(known) : refused('SEAL_STANDS_OTHERWISE');
};

type Committed = ReturnType<typeof commitTo> & Readonly<{ entryId: string }>;

/**
 * Commits to what the person says was done, under an id that is minted after the intent of the act: outcomes
 * stand behind their intents. LAW: a dossier of paper has no digest; the organ's word, its day and the place
 * of the dossier are what it can be held to. @see 2022 Measures arts 5, 6
 */
const commitToWord = (
  { deployment }: SealsParts, keys: SealKeys, { at, ...answer }: HandAnswer & Readonly<{ at: string }>,
): Committed => {
  const entryId = minter(deployment)();
  const value = canonicalJson({ v: 1, by: 'hand', at, ...answer });
  return { entryId, ...commitTo(keys, { entryId, kind: 'record', value, anchorId: answer.recordId }) };
};

const receiptOf = (
  { recordId, organ, sequence, result }: HandAnswer, at: string, commitmentAfter: string,
): Receipt => ({
  recordId, sequence, holder: organ, result, revision: 0, commitmentBefore: NO_COMMITMENT, commitmentAfter,
  appliedAt: at,
});

/**
 * Takes the answer of an organ whose copies a person brought to what the order wants, by hand: the same step
 * of the seal as a signed receipt, with the entry of the person's act in place of the signature. The same
 * answer again is repeated. LIMIT: of an organ that also answers by a node, the first answer counts; the
 * other is refused to its sender, who seals its own copy all the same.
 */
export const acknowledgeByHand = async (
  parts: SealsParts, by: SealActor, answer: HandAnswer,
): Promise<Result<Receipt, HandRefusal>> => {
  const { recordId, organ, sequence } = answer;
  const stream = await look(parts, { by, act: 'seal.duty', request: recordId }, ({ stores, keys }) =>
    loadSeal(stores, keys, recordId));
  const stands = standing(stream.state, answer);
  if (!stands.ok) return stands;
  if (stands.value !== undefined) return ok(stands.value);
  const at = new Date(parts.now()).toISOString();
  const serial = present(stream.serial, 'the serial of a seal that was ordered');
  const keys = sealKeysOf(await loadSideKeys(parts.deployment, 'sealed'), serial);
  let made: Readonly<{ receipt: Receipt; word: Committed | undefined }> | undefined;
  const taken = await takeStep(parts, {
    by, act: 'seal.acknowledge', basis: 'sealing', request: `${recordId}|${sequence}|${organ}`, recordId,
    commandOf: (step) => {
      const word = answer.result === 'noCopy' ? undefined : commitToWord(parts, keys, { ...answer, at });
      const commitment = word === undefined ? NO_COMMITMENT : `${keys.kek.suite.hash}:${word.commitment}`;
      made = { word, receipt: receiptOf(answer, at, commitment) };
      return { type: 'Acknowledge', receipt: made.receipt, at: step.at, actor: step.actor };
    },
    alongside: async (stores, after, act) => {
      const { receipt, word } = present(made, 'the answer of this step');
      // An order that was replaced meanwhile is not answered by this: nothing of it is written.
      if (receiptIn(after, organ)?.commitmentAfter !== receipt.commitmentAfter) return;
      await setHolders(stores, [holderRow(receipt, after, at)]);
      if (word === undefined) return;
      const about = { act: 'copy.committedAfter', record: word.commitment };
      await stores.audit.append([act.outcome(word.entryId, about)]);
      await stores.audit.keepCommitmentKeys([word.row]);
    },
  });
  if (!taken.ok) {
    return refused(taken.error.code === 'STREAM_BUSY' ? 'UNAVAILABLE' : 'SEAL_STANDS_OTHERWISE');
  }
  // An answer to an order since replaced changes nothing: the person has to see the newer one.
  const receipt = receiptIn(taken.value.state, organ);
  return receipt?.sequence === sequence ? ok(receipt) : refused('VERSION_CHANGED');
};
