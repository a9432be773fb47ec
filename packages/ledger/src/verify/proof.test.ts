import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  base64List, base64Of, vectorJson, vectorPaths, vectorsAbsent,
} from '../testing/shared-vectors.ts';
import {
  verifyConsistency, verifyInclusion, verifySubtreeConsistency, verifySubtreeInclusion,
} from './proof.ts';
import { SHA256_TREE, SM3_TREE } from './tree-hash.ts';

type Vector = Readonly<Record<string, unknown>>;
const count = (vector: Vector, member: string): bigint => {
  const value = vector[member];
  assert.equal(typeof value, 'bigint', member);
  return value as bigint;
};

const VERIFIERS: Readonly<Record<string, (vector: Vector) => boolean>> = {
  inclusion: (vector) => verifyInclusion(SHA256_TREE, {
    index: count(vector, 'leafIdx'), size: count(vector, 'treeSize'), leafHash: base64Of(vector, 'leafHash'),
    root: base64Of(vector, 'root'), proof: base64List(vector, 'proof'),
  }),
  consistency: (vector) => verifyConsistency(SHA256_TREE, {
    oldSize: count(vector, 'size1'), newSize: count(vector, 'size2'), oldRoot: base64Of(vector, 'root1'),
    newRoot: base64Of(vector, 'root2'), proof: base64List(vector, 'proof'),
  }),
  subtreeinclusion: (vector) => verifySubtreeInclusion(SHA256_TREE, {
    index: count(vector, 'leafIdx'), start: count(vector, 'start'), end: count(vector, 'end'),
    leafHash: base64Of(vector, 'leafHash'), root: base64Of(vector, 'root'), proof: base64List(vector, 'proof'),
  }),
  subtreeconsistency: (vector) => verifySubtreeConsistency(SHA256_TREE, {
    start: count(vector, 'start'), end: count(vector, 'end'), size: count(vector, 'size'),
    subtreeRoot: base64Of(vector, 'root1'), root: base64Of(vector, 'root2'), proof: base64List(vector, 'proof'),
  }),
};

/** Number of vectors of each kind, 518 together: a file that goes missing fails the test. */
const EXPECTED: Readonly<Record<string, number>> =
  { inclusion: 98, consistency: 98, subtreeinclusion: 204, subtreeconsistency: 118 };

/**
 * Where our policy is stricter than the reference, by design and never the other way round: a hash has 32 bytes
 * (the reference compares any two equal texts), and an empty subtree or an old size of 0 claims nothing.
 */
const stricter = (vector: Vector): string | undefined => {
  if (['root', 'root1', 'root2'].some((member) => member in vector && base64Of(vector, member).length !== 32)) {
    return 'policy: root is no hash';
  }
  return vector['start'] !== undefined && vector['start'] === vector['end'] ? 'policy: empty subtree' : undefined;
};

for (const [kind, verify] of Object.entries(VERIFIERS)) {
  test(`RFC 6962 vectors: ${kind} is decided as the reference decides`, { skip: vectorsAbsent }, (t) => {
    const paths = vectorPaths(`rfc6962/testdata/${kind}/**/*.json`);
    const outcomes = paths.map((path) => {
      const vector = vectorJson(path);
      const expected = vector['wantErr'] !== true;
      const accepted = verify(vector);
      if (accepted === expected) return 'agree';
      return (expected ? stricter(vector) : undefined) ?? `WRONG ${path}`;
    });
    const counts = Object.entries(Object.groupBy(outcomes, (outcome) => outcome))
      .map(([outcome, list]) => `${outcome} ${list?.length ?? 0}`);
    assert.deepEqual(outcomes.filter((outcome) => outcome.startsWith('WRONG')), []);
    assert.equal(paths.length, EXPECTED[kind]);
    t.diagnostic(`measured rfc6962 ${kind} (${paths.length}): ${counts.join(', ')}`);
  });
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('hashes are domain-separated as RFC 6962 prints them', () => {
  assert.equal(hex(SHA256_TREE.empty), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(hex(SHA256_TREE.leaf(new Uint8Array(0))), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  assert.equal(hex(SHA256_TREE.leaf(Buffer.from('L123456'))).slice(0, 8), '395aa064');
  assert.notDeepEqual(SHA256_TREE.leaf(Buffer.from('a')), SM3_TREE.leaf(Buffer.from('a')));
  const pair = Buffer.concat([SM3_TREE.leaf(Buffer.from('a')), SM3_TREE.leaf(Buffer.from('b'))]);
  const into = Buffer.alloc(64);
  SM3_TREE.nodeInto(pair, 0, { into, at: 32 });
  assert.deepEqual(into.subarray(32), SM3_TREE.node(pair.subarray(0, 32), pair.subarray(32)));
  SM3_TREE.leafInto(Buffer.alloc(65_536, 1), into, 0);
  assert.deepEqual(into.subarray(0, 32), SM3_TREE.leaf(Buffer.alloc(65_536, 1)));
});

test('a proof of a single leaf is empty, and hashes of a wrong length prove nothing', () => {
  const leafHash = SHA256_TREE.leaf(Buffer.from('only'));
  const claim = { index: 0, size: 1, leafHash, root: leafHash, proof: [] };
  assert.equal(verifyInclusion(SHA256_TREE, claim), true);
  assert.equal(verifyInclusion(SHA256_TREE, { ...claim, index: 1 }), false);
  assert.equal(verifyInclusion(SHA256_TREE, { ...claim, size: 0 }), false);
  assert.equal(verifyInclusion(SHA256_TREE, { ...claim, index: -1 }), false);
  assert.equal(verifyInclusion(SHA256_TREE, { ...claim, size: 1.5 }), false);
  assert.equal(verifyInclusion(SHA256_TREE, { ...claim, size: Number.NaN }), false);
  const short = leafHash.subarray(0, 31);
  assert.equal(verifyInclusion(SHA256_TREE, { ...claim, leafHash: short, root: short }), false);
});
