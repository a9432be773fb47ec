import { err, ok, type Result } from '@fengcun/kernel';
import { parseDecimal, sameBytes } from './encoding.ts';
import { type NoteKey, type NoteSignatureType, parseNoteKey } from './note-key.ts';

/** A log or witness of a policy; the URL means what the application wants. */
export type PolicyParty = Readonly<{ key: NoteKey; url: string | undefined }>;

/** A named witness or group; a group has witnessed when `threshold` of its members have. */
export type PolicyMember =
  | Readonly<{ type: 'witness'; name: string; party: PolicyParty }>
  | Readonly<{ type: 'group'; name: string; threshold: number; members: readonly PolicyMember[] }>;

/** Which logs are believed, and which witnesses must have seen a checkpoint. `none` asks for no witness. */
export type TlogPolicy = Readonly<{
  logs: readonly PolicyParty[];
  members: readonly PolicyMember[];
  quorum: PolicyMember | 'none';
}>;

/** What is wrong in which line (from 1; the line after the last for a missing quorum). */
export type PolicyRefusal = Readonly<{
  code: 'POLICY_CHARACTER' | 'POLICY_LINE' | 'POLICY_KEY' | 'POLICY_NAME' | 'POLICY_THRESHOLD'
    | 'POLICY_QUORUM' | 'POLICY_TOO_LONG';
  line: number;
}>;

/** LIMIT: the specification asks for at least 32 of each kind. */
const LINES_MAX = 1000;

const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f]/u;
const LOG_TYPES: readonly NoteSignatureType[] = ['ed25519', 'ml-dsa-44-cosignature', 'sm2-sm3'];
const WITNESS_TYPES: readonly NoteSignatureType[] = ['ed25519-cosignature', 'ml-dsa-44-cosignature'];

type Draft = { logs: PolicyParty[]; members: PolicyMember[]; quorum: PolicyMember | 'none' | undefined };
type LineCode = PolicyRefusal['code'] | undefined;

const partyOf = (
  words: readonly string[], types: readonly NoteSignatureType[], others: readonly PolicyParty[],
): PolicyParty | undefined => {
  const key = parseNoteKey(words[0] ?? '');
  if (!key.ok || !types.includes(key.value.type)) return undefined;
  // Two names for one public key would let one operator count twice, or a log witness itself. The
  // specification forbids it among logs and among witnesses; we also forbid it between the two.
  const isDuplicate = others.some((other) => sameBytes(other.key.key.publicKey, key.value.key.publicKey));
  return isDuplicate ? undefined : { key: key.value, url: words[1] };
};

const parties = (draft: Draft): readonly PolicyParty[] =>
  [...draft.logs, ...draft.members.flatMap((member) => (member.type === 'witness' ? [member.party] : []))];

const takeLog = (draft: Draft, words: readonly string[]): LineCode => {
  if (words.length < 1 || words.length > 2) return 'POLICY_LINE';
  const party = partyOf(words, LOG_TYPES, parties(draft));
  if (party === undefined) return 'POLICY_KEY';
  draft.logs.push(party);
  return undefined;
};

const isFree = (draft: Draft, name: string): boolean =>
  name !== 'none' && !draft.members.some((member) => member.name === name);

const takeWitness = (draft: Draft, words: readonly string[]): LineCode => {
  const [name, ...rest] = words;
  if (name === undefined || rest.length < 1 || rest.length > 2) return 'POLICY_LINE';
  if (!isFree(draft, name)) return 'POLICY_NAME';
  const party = partyOf(rest, WITNESS_TYPES, parties(draft));
  if (party === undefined) return 'POLICY_KEY';
  draft.members.push({ type: 'witness', name, party });
  return undefined;
};

/** A name may stand in one group only, so that each witness counts in one way only. */
const isGrouped = (draft: Draft, name: string): boolean =>
  draft.members.some((member) =>
    member.type === 'group' && member.members.some((inner) => inner.name === name));

const takeGroup = (draft: Draft, words: readonly string[]): LineCode => {
  const [name, rule, ...names] = words;
  if (name === undefined || rule === undefined || names.length === 0) return 'POLICY_LINE';
  if (!isFree(draft, name) || new Set(names).size !== names.length) return 'POLICY_NAME';
  const members = names.flatMap((member) => draft.members.filter((known) => known.name === member));
  if (members.length !== names.length) return 'POLICY_NAME';
  if (names.some((member) => isGrouped(draft, member))) return 'POLICY_NAME';
  const threshold = rule === 'all' ? names.length : rule === 'any' ? 1 : parseDecimal(rule);
  if (threshold === undefined || threshold < 1 || threshold > names.length) return 'POLICY_THRESHOLD';
  draft.members.push({ type: 'group', name, threshold, members });
  return undefined;
};

const takeQuorum = (draft: Draft, words: readonly string[]): LineCode => {
  const [name] = words;
  if (words.length !== 1 || draft.quorum !== undefined) return 'POLICY_QUORUM';
  const member = name === 'none' ? name : draft.members.find((known) => known.name === name);
  if (member === undefined) return 'POLICY_NAME';
  draft.quorum = member;
  return undefined;
};

const TAKE: Readonly<Record<string, (draft: Draft, words: readonly string[]) => LineCode>> = {
  log: takeLog, witness: takeWitness, group: takeGroup, quorum: takeQuorum,
};

/** Reads a policy file (operator-supplied). @see C2SP tlog-policy, Policy file syntax and structure */
export const parsePolicy = (text: string): Result<TlogPolicy, PolicyRefusal> => {
  const draft: Draft = { logs: [], members: [], quorum: undefined };
  const lines = text.split('\n');
  if (lines.length > LINES_MAX) return err({ code: 'POLICY_TOO_LONG', line: LINES_MAX + 1 });
  for (const [at, content] of lines.entries()) {
    const line = at + 1;
    if (FORBIDDEN.test(content) || !content.isWellFormed()) return err({ code: 'POLICY_CHARACTER', line });
    const words = content.split(/[ \t]/).filter((word) => word !== '');
    const [keyword, ...rest] = words;
    if (keyword === undefined || keyword.startsWith('#')) continue;
    const take = Object.hasOwn(TAKE, keyword) ? TAKE[keyword] : undefined;
    const code = take === undefined ? 'POLICY_LINE' : take(draft, rest);
    if (code !== undefined) return err({ code, line });
  }
  const { logs, members, quorum } = draft;
  if (quorum === undefined) return err({ code: 'POLICY_QUORUM', line: lines.length + 1 });
  return ok({ logs, members, quorum });
};

const hasWitnessed = (member: PolicyMember, seen: readonly NoteKey[]): boolean =>
  member.type === 'witness'
    ? seen.includes(member.party.key)
    : member.members.filter((inner) => hasWitnessed(inner, seen)).length >= member.threshold;

/** Whether these verified keys satisfy the quorum; keys by identity of the policy's own key values. */
export const isQuorum = (policy: TlogPolicy, seen: readonly NoteKey[]): boolean =>
  policy.quorum === 'none' || hasWitnessed(policy.quorum, seen);
