import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logSigner, partySigner, witnessSigners } from '../testing/invented-log.ts';
import { formatNoteKey } from './note-key.ts';
import { isQuorum, parsePolicy, type TlogPolicy } from './policy.ts';

const log = `log ${formatNoteKey(logSigner.key)}`;
const six = ['A', 'B', 'C', 'D', 'E', 'F'].map((name, i) => ({ name, signer: partySigner(`${name}.example`, 'ed25519-cosignature', 20 + i) }));
const lineOf = ({ name, signer }: (typeof six)[number]): string => `witness ${name} ${formatNoteKey(signer.key)}`;
const policyOf = (text: string): TlogPolicy => {
  const policy = parsePolicy(text);
  assert.ok(policy.ok, JSON.stringify(policy));
  return policy.value;
};
const seenBy = (policy: TlogPolicy, names: string): boolean => isQuorum(policy, policy.members.flatMap((member) =>
  (member.type === 'witness' && names.includes(member.name) ? [member.party.key] : [])));

const groups = [
  log, ...six.map(lineOf), 'group X 2 A B C', 'group Y any D E F', 'group Z all X Y', 'quorum Z', '',
].join('\n');

test('a quorum of two groups needs two of the first and one of the second', () => {
  const policy = policyOf(groups);
  for (const [names, expected] of [['AB', false], ['AD', false], ['ABD', true], ['BCF', true], ['DEF', false], ['ADEF', false], ['ABCDEF', true], ['', false]] as const) {
    assert.equal(seenBy(policy, names), expected, names);
  }
});

test('more cosignatures never undo a quorum', () => {
  const policy = policyOf(groups);
  const names = fc.subarray(['A', 'B', 'C', 'D', 'E', 'F']);
  fc.assert(fc.property(names, names, (some, more) =>
    !seenBy(policy, some.join('')) || seenBy(policy, [...some, ...more].join(''))), { seed: 286 });
});

test('white space, comments and addresses are allowed; none asks for no witness', () => {
  const policy = policyOf(`  # a comment\n\t${log}\thttps://log.example/ \n\n${lineOf(six[0] as (typeof six)[number])} https://w.example\n quorum  none`);
  assert.equal(policy.quorum, 'none');
  assert.equal(policy.logs[0]?.url, 'https://log.example/');
  assert.equal(seenBy(policy, ''), true);
  assert.equal(seenBy(policyOf(`${lineOf(six[1] as (typeof six)[number])}\nquorum B\n`), 'B'), true);
});

test('each mistake is named with its line', () => {
  const a = lineOf(six[0] as (typeof six)[number]);
  const b = lineOf(six[1] as (typeof six)[number]);
  const witnessAsLog = `log ${formatNoteKey(witnessSigners[0].key)}`;
  const sameKey = partySigner('alias.example', 'ed25519-cosignature', 20);
  const cases: readonly (readonly [string, string, number])[] = [
    ['', 'POLICY_QUORUM', 2], [`${log}\n`, 'POLICY_QUORUM', 3], ['quorum none\nquorum none', 'POLICY_QUORUM', 2],
    ['quorum A', 'POLICY_NAME', 1], [`quorum A\n${a}`, 'POLICY_NAME', 1], [`${a}\n${a}\nquorum A`, 'POLICY_NAME', 2],
    [`${log}\n${log}\nquorum none`, 'POLICY_KEY', 2], ['log x\nquorum none', 'POLICY_KEY', 1], [`${witnessAsLog}\nquorum none`, 'POLICY_KEY', 1],
    [`${a}\nwitness Q ${formatNoteKey(sameKey.key)}\nquorum A`, 'POLICY_KEY', 2],
    [`witness W ${formatNoteKey(logSigner.key)}\nquorum W`, 'POLICY_KEY', 1],
    [`${log}\nwitness W ${formatNoteKey(partySigner('self.example', 'ed25519-cosignature', 1).key)}\nquorum W`, 'POLICY_KEY', 2], ['witness\nquorum none', 'POLICY_LINE', 1],
    [`witness none ${formatNoteKey(sameKey.key)}\nquorum none`, 'POLICY_NAME', 1], ['believe me\nquorum none', 'POLICY_LINE', 1],
    ['toString x\nquorum none', 'POLICY_LINE', 1], [`${a}\n${b}\ngroup G 0 A B\nquorum G`, 'POLICY_THRESHOLD', 3],
    [`${a}\n${b}\ngroup G 3 A B\nquorum G`, 'POLICY_THRESHOLD', 3], [`${a}\n${b}\ngroup G 02 A B\nquorum G`, 'POLICY_THRESHOLD', 3],
    [`${a}\ngroup G any A A\nquorum G`, 'POLICY_NAME', 2], [`${a}\ngroup G any none\nquorum G`, 'POLICY_NAME', 2],
    [`${a}\ngroup G any\nquorum G`, 'POLICY_LINE', 2], [`group G any G\nquorum G`, 'POLICY_NAME', 1],
    [`${a}\n${b}\ngroup G any A\ngroup H any A B\nquorum H`, 'POLICY_NAME', 4],
    ['quorum none\u0007', 'POLICY_CHARACTER', 1], ['quorum none\r\n', 'POLICY_CHARACTER', 1], ['\n'.repeat(1000), 'POLICY_TOO_LONG', 1001],
  ];
  for (const [text, code, line] of cases) {
    assert.deepEqual(parsePolicy(text), { ok: false, error: { code, line } }, text.slice(0, 120));
  }
});

test('32 logs, 32 witnesses and 32 groups are read', () => {
  const logs = Array.from({ length: 32 }, (_, i) => `log ${formatNoteKey(partySigner(`l${i}`, 'ed25519', 50 + i).key)}`);
  const witnesses = Array.from({ length: 32 }, (_, i) => `witness W${i} ${formatNoteKey(partySigner(`w${i}`, 'ed25519-cosignature', 100 + i).key)}`);
  const chain = Array.from({ length: 32 }, (_, i) => `group G${i} any W${i}${i === 0 ? '' : ` G${i - 1}`}`);
  const policy = policyOf([...logs, ...witnesses, ...chain, 'quorum G31'].join('\n'));
  assert.equal(seenBy(policy, 'W0'), true);
});
