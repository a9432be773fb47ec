import type { Result } from '@fengcun/kernel';
import { isQuorum, type NoteKey, type NoteSignature, type TlogPolicy } from '@fengcun/ledger';
import {
  askWitness, type CosignRefusal, type CosignRequest, type WitnessParty, type WitnessPost,
} from './witness-client.ts';

/** What came from one witness. */
export type WitnessOutcome = Readonly<{ name: string; outcome: 'cosigned' | CosignRefusal['code'] }>;

/**
 * Cosignatures in the order they came, whether they make the quorum, and what each asked witness said so far.
 */
export type Cosigned = Readonly<{
  lines: readonly NoteSignature[]; isQuorum: boolean; outcomes: readonly WitnessOutcome[];
}>;

/** Every witness of a policy that has an address. */
export const witnessesOf = (policy: TlogPolicy): readonly WitnessParty[] =>
  policy.members.flatMap((member) =>
    (member.type === 'witness' && member.party.url !== undefined
      ? [{ name: member.name, key: member.party.key, url: member.party.url }] : []));

/** How to ask: the transport, and the size each witness is believed to know, kept up to date here. */
export type Asking = Readonly<{ post: WitnessPost; knownSizes: Map<string, number> }>;

/**
 * Asks all witnesses at once and returns when the quorum is reached or all have answered; a silent witness
 * delays nothing as long as the others suffice, and one that claims to know better stops nothing by itself.
 */
export const collectCosignatures = async (
  asking: Asking, policy: TlogPolicy, request: CosignRequest,
): Promise<Cosigned> => {
  const lines: NoteSignature[] = [];
  const seen: NoteKey[] = [];
  const outcomes: WitnessOutcome[] = [];
  const snapshot = (): Cosigned =>
    ({ lines: [...lines], isQuorum: isQuorum(policy, seen), outcomes: [...outcomes] });
  const witnesses = witnessesOf(policy);
  if (witnesses.length === 0) return snapshot();
  const take = ({ name, key }: WitnessParty, answer: Result<NoteSignature, CosignRefusal>): boolean => {
    outcomes.push({ name, outcome: answer.ok ? 'cosigned' : answer.error.code });
    if (answer.ok) {
      asking.knownSizes.set(name, request.size);
      lines.push(answer.value);
      seen.push(key);
    }
    return outcomes.length === witnesses.length || isQuorum(policy, seen);
  };
  return new Promise((resolve, reject) => {
    for (const witness of witnesses) {
      const oldSize = asking.knownSizes.get(witness.name) ?? 0;
      askWitness(asking.post, witness, { ...request, oldSize }).then((answer) => {
        if (take(witness, answer)) resolve(snapshot());
      }, reject);
    }
  });
};
