import assert from 'node:assert/strict';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { nativeSigner, type Signer, verifyingKey } from '@fengcun/crypto';
import { discreteGaussian, randomIntegers, rational } from '../statistics/index.ts';
import { seeded } from '../intersection/testing/two-sides.ts';
import { announce, checkRosterKeys } from './announcements.ts';
import { auditCell, countMax, type Prepared, prepareCounts, unlikelyCells } from './counts.ts';
import { rhoOfShares, shareVarianceFor } from './noise-shares.ts';
import { agreementKey, type AgreementKey, bytesToWords, maskCounts, pairWords, sumMasked, wordsToBytes } from './pair-masks.ts';
import { answerOf, questionOf, readTable } from './question.ts';
import { decideRoster } from './roster-history.ts';
import { openContributions, type RoundParcel, signContribution } from './round-messages.ts';
import { parseRoundTerms, type RoundTerms } from './round-terms.ts';

const ROUND = '00112233445566778899aabbccddeeff';
const CELLS = 64;

type Party = Readonly<{ organ: string; signer: Signer; key: AgreementKey }>;

const party = (at: number): Party => ({
  organ: `court/A${at}`, signer: nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey),
  key: agreementKey(seeded(`agreement ${at}`)),
});
const parties = Array.from({ length: 5 }, (_, at) => party(at));

const termsOf = (some: readonly Party[], change: Partial<RoundTerms> = {}): RoundTerms => ({
  v: 1, roundId: ROUND, jobId: 'job-1', engine: 'masks', product: 'T1', period: '2026Q3', cells: CELLS,
  coordinator: 'procuratorate/P1', leastContributors: 3, shareVariance: 0, colluders: 0,
  members: some.map(({ organ, key }) => ({ organ, agreementKey: key.publicKey })), ...change,
});

const directory = new Map(parties.flatMap(({ organ, signer }) => {
  const key = verifyingKey('ed25519', signer.publicKey);
  return key.ok ? [[organ, key.value] as const] : [];
}));

const saltKey = createSecretKey(new Uint8Array(32).fill(7));
const prepare = (counts: readonly number[], terms: RoundTerms, noise = () => 0n): Prepared => {
  const prepared = prepareCounts(counts, terms, { noise, saltKey });
  assert.ok(prepared.ok, JSON.stringify(prepared));
  return prepared.value;
};

const contribute = async (one: Party, counts: readonly number[], terms: RoundTerms): Promise<RoundParcel> => {
  const prepared = prepare(counts, terms);
  return signContribution({ terms, organ: one.organ, signer: one.signer }, prepared.root,
    wordsToBytes(maskCounts(prepared.noisy, terms, one)));
};

const random = seeded('counts');
const someCounts = (most: number): number[] =>
  Array.from({ length: CELLS }, () => Buffer.from(random(4)).readUInt32LE() % (most + 1));

const plainSum = (all: readonly (readonly number[])[]): number[] =>
  Array.from({ length: CELLS }, (_, cell) => all.reduce((sum, counts) => sum + (counts[cell] ?? 0), 0));

test('masks: the sum over the roster is the plain sum, up to the largest counts', async () => {
  for (const size of [3, 4, 5]) {
    const some = parties.slice(0, size);
    const terms = termsOf(some);
    for (const most of [0, 9, countMax(terms)]) {
      const counts = some.map(() => someCounts(most));
      if (most > 9) counts.forEach((one) => { one[0] = most; });
      const parcels = await Promise.all(some.map((one, at) => contribute(one, counts[at] ?? [], terms)));
      const opened = openContributions(terms, directory, parcels);
      assert.ok(opened.ok, JSON.stringify(opened));
      const words = opened.value.flatMap(({ payload }) => bytesToWords(payload, CELLS) ?? []);
      assert.deepEqual([...sumMasked(words, CELLS)], plainSum(counts));
    }
  }
});

test('a count above the bound, below zero or no integer takes no part; at the bound it does', () => {
  const terms = termsOf(parties);
  const most = countMax(terms);
  assert.ok(most * parties.length < 2 ** 31);
  const filled = (value: number): number[] => new Array<number>(CELLS).fill(value);
  for (const [value, isTaken] of [[most, true], [most + 1, false], [-1, false], [0.5, false], [0, true]] as const) {
    assert.equal(prepareCounts(filled(value), terms, { noise: () => 0n, saltKey }).ok, isTaken, String(value));
  }
  assert.equal(prepareCounts([1], terms, { noise: () => 0n, saltKey }).ok, false);
});

/** χ² of bytes against the uniform law; 255 degrees of freedom, 1e-6 is passed at 370. */
const chiSquared = (bytes: Uint8Array): number => {
  const seen = new Float64Array(256);
  for (const byte of bytes) seen[byte] = (seen[byte] ?? 0) + 1;
  return seen.reduce((sum, count) => sum + (count - bytes.length / 256) ** 2 / (bytes.length / 256), 0);
};
const CHI_MAX = 370;

/**
 * What n − 2 colluding members and the coordinator have of the first two: their masked vectors less every mask
 * a colluder shares with them.
 */
const colludingView = (values: readonly [number, number], masked: typeof maskCounts): readonly Uint32Array[] => {
  const cells = 8192;
  const terms = termsOf(parties, { cells });
  const colluders = parties.slice(2);
  return [0, 1].map((at) => {
    const honest = parties[at];
    assert.ok(honest !== undefined);
    const left = masked(new Int32Array(cells).fill(values[at] ?? 0), terms, honest);
    for (const colluder of colluders) {
      const pair = [honest.organ, colluder.organ] as const;
      const words = pairWords(terms, { own: colluder.key.privateKey, peer: honest.key.publicKey, pair });
      for (let cell = 0; cell < cells; cell += 1) left[cell] = (left[cell] ?? 0) - (words[cell] ?? 0);
    }
    return left;
  });
};

const addWords = (one: Uint32Array, other: Uint32Array): Uint32Array =>
  one.map((word, at) => word + (other[at] ?? 0));

test('n − 2 colluders see of two members only their sum: each vector alone is uniform', () => {
  // Two pairs of inputs with one sum: what is seen has the same law.
  for (const values of [[3, 5], [8, 0]] as const) {
    const [first, second] = colludingView(values, maskCounts);
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(chiSquared(wordsToBytes(first)) < CHI_MAX);
    assert.ok(chiSquared(wordsToBytes(second)) < CHI_MAX);
    assert.ok(addWords(first, second).every((word) => word === 8));
  }
});

test('with masks off, one mask for every cell, or none between the two, the test above fails', () => {
  const terms = termsOf(parties, { cells: 8192 });
  const [first, second] = parties;
  assert.ok(first !== undefined && second !== undefined);
  const masksOff: typeof maskCounts = (counts) => Uint32Array.from(counts);
  const oneWord: typeof maskCounts = (counts, agreed, own) => {
    const masked = maskCounts(counts, agreed, own);
    return masked.fill(masked[0] ?? 0);
  };
  for (const fault of [masksOff, oneWord]) {
    const vector = fault(new Int32Array(8192).fill(3), terms, first);
    assert.ok(chiSquared(wordsToBytes(vector)) > CHI_MAX);
  }
  const pair = [first.organ, second.organ] as const;
  const words = pairWords(terms, { own: first.key.privateKey, peer: second.key.publicKey, pair });
  const noneBetween: typeof maskCounts = (counts, agreed, own) =>
    maskCounts(counts, agreed, own).map((word, at) => word - (words[at] ?? 0) * (own.organ === first.organ ? 1 : -1));
  const [view] = colludingView([3, 5], noneBetween);
  assert.ok(view !== undefined && view.every((word) => word === 3));
  assert.ok(chiSquared(wordsToBytes(view)) > CHI_MAX);
});

test('another round, or one organ more in the roster, gives other masks', () => {
  const [one] = parties;
  assert.ok(one !== undefined);
  const zeros = new Int32Array(CELLS);
  const views = [
    termsOf(parties), termsOf(parties, { roundId: 'f'.repeat(32) }), termsOf(parties.slice(0, 4)),
  ].map((terms) => maskCounts(zeros, terms, one).join());
  assert.equal(new Set(views).size, 3);
});

test('a contribution of another root than its organ bound in the job breaks the round off, by name', async () => {
  const terms = termsOf(parties);
  const parcels = await Promise.all(parties.map((one) => contribute(one, someCounts(9), terms)));
  const opened = openContributions(terms, directory, parcels);
  assert.ok(opened.ok);
  const roots = new Map(opened.value.map(({ organ, root }) => [organ, root]));
  assert.equal(openContributions(terms, directory, parcels, { roots }).ok, true);
  const organ = opened.value[1]?.organ ?? '';
  assert.deepEqual(openContributions(terms, directory, parcels, { roots: new Map([...roots, [organ, 'f'.repeat(64)]]) }),
    { ok: false, error: { code: 'ROOT_DIFFERS', organ } });
  // Where each organ has a log of its own, the coordinator's job binds nothing of the others.
  assert.equal(openContributions(terms, directory, parcels, { roots: new Map() }).ok, true);
});

const refusalOf = async (
  change: (parcels: RoundParcel[], terms: RoundTerms) => Promise<RoundParcel[]> | RoundParcel[],
): Promise<string> => {
  const terms = termsOf(parties);
  const parcels = await Promise.all(parties.map((one) => contribute(one, someCounts(9), terms)));
  const opened = openContributions(terms, directory, await change(parcels, terms));
  return opened.ok ? 'taken' : opened.error.code;
};

test('a missing, repeated, foreign, replayed, exchanged, cut or altered contribution breaks the round off', async () => {
  const [first, second] = parties;
  assert.ok(first !== undefined && second !== undefined);
  assert.equal(await refusalOf((parcels) => parcels), 'taken');
  assert.equal(await refusalOf((parcels) => parcels.slice(1)), 'MEMBERS_MISSING');
  assert.equal(await refusalOf(([one, ...rest]) => (one === undefined ? rest : [one, one, ...rest.slice(1)])), 'MEMBER_TWICE');
  const replayed = contribute(first, someCounts(9), termsOf(parties, { roundId: 'a'.repeat(32) }));
  assert.equal(await refusalOf(async (parcels) => [await replayed, ...parcels.slice(1)]), 'MESSAGE_OTHER_RUN');
  const otherRoster = contribute(first, someCounts(9), termsOf(parties.slice(0, 4)));
  assert.equal(await refusalOf(async (parcels) => [await otherRoster, ...parcels.slice(1)]), 'ROUND_BODY');
  assert.equal(await refusalOf(([one, two, ...rest]) => [
    { line: one?.line ?? '', ...(two?.payload === undefined ? {} : { payload: two.payload }) }, ...(two ? [two] : []), ...rest,
  ]), 'MESSAGE_PAYLOAD');
  assert.equal(await refusalOf(([one, ...rest]) => [
    { line: one?.line ?? '', payload: one?.payload?.slice(4) ?? new Uint8Array(0) }, ...rest,
  ]), 'MESSAGE_PAYLOAD');
  assert.equal(await refusalOf(([one, ...rest]) => [
    { ...one, line: (one?.line ?? '').replace('court/A0', 'court/A1') }, ...rest,
  ]), 'MESSAGE_SIGNATURE');
  assert.equal(await refusalOf(([one, ...rest]) => [
    { ...one, line: (one?.line ?? '').replace('court/A0', 'court/Z9') }, ...rest,
  ]), 'NOT_A_MEMBER');
  // The wrong organ's key under the right name.
  const impostor = await contribute({ ...second, organ: first.organ, key: first.key }, someCounts(9), termsOf(parties));
  assert.equal(await refusalOf((parcels) => [impostor, ...parcels.slice(1)]), 'MESSAGE_SIGNATURE');
});

test('a broken-off round shows nothing: the sum of those who came is uniform', async () => {
  const terms = termsOf(parties, { cells: 8192 });
  const vectors = parties.slice(1).map((one) => maskCounts(new Int32Array(8192).fill(2), terms, one));
  assert.ok(chiSquared(wordsToBytes(Uint32Array.from(sumMasked(vectors, 8192)))) < CHI_MAX);
});

test('a roster with a key the coordinator put in is found before anything is masked', async () => {
  const announcements = new Map(await Promise.all(parties.map(async ({ organ, key, signer }) =>
    [organ, await announce({ roundId: ROUND, organ, agreementKey: key.publicKey }, signer)] as const)));
  assert.deepEqual(checkRosterKeys(termsOf(parties), directory, announcements), { ok: true, value: null });
  const own = agreementKey(seeded('the coordinator')).publicKey;
  const terms = termsOf(parties);
  const swapped = { ...terms, members: terms.members.map((one, at) => (at === 2 ? { ...one, agreementKey: own } : one)) };
  const checked = checkRosterKeys(swapped, directory, announcements);
  assert.deepEqual(checked, { ok: false, error: { code: 'ROUND_BODY', organ: 'court/A2' } });
});

test('rosters of one product that differ by fewer organs than agreed are refused', () => {
  const past = [{ product: 'T1', period: '2026Q2', organs: parties.map(({ organ }) => organ) }];
  const codeOf = (some: readonly Party[], change: Partial<RoundTerms> = {}): string => {
    const decided = decideRoster(termsOf(some, change), past);
    return decided.ok ? 'begun' : decided.error.code;
  };
  const others = [7, 8, 9].map(party);
  assert.equal(codeOf(parties), 'begun');
  assert.equal(codeOf(parties, { period: '2026Q2' }), 'ROUND_REPEATED');
  assert.equal(codeOf(parties.slice(1)), 'ROSTER_DIFFERS');
  assert.equal(codeOf([...parties, ...others.slice(0, 1)]), 'ROSTER_DIFFERS');
  assert.equal(codeOf([...parties, ...others.slice(0, 2)]), 'ROSTER_DIFFERS');
  assert.equal(codeOf([...parties, ...others]), 'begun');
  assert.equal(codeOf(parties.slice(1), { product: 'T2' }), 'begun');
});

test('three rosters that differ enough two by two are refused where all together they single one organ out', () => {
  const seven = [...parties, party(5), party(6)];
  const [first, second] = [seven.slice(0, 4), seven.slice(3)];
  const organs = (some: readonly Party[]): readonly string[] => some.map(({ organ }) => organ);
  const decided = (some: readonly Party[], past: readonly (readonly Party[])[]) => decideRoster(
    termsOf(some, { period: '2026Q4' }), past.map((one) => ({ product: 'T1', period: '2026Q3', organs: organs(one) })));
  // The attack: first + second − everybody is the one organ that is in both.
  const counts = seven.map((_, at) => at + 1);
  const sumOf = (some: readonly Party[]): number => some.reduce((sum, one) => sum + (counts[seven.indexOf(one)] ?? 0), 0);
  assert.equal(sumOf(first) + sumOf(second) - sumOf(seven), counts[3]);
  assert.equal(decided(seven, [first]).ok, true, 'two of them show groups of four and three');
  assert.deepEqual(decided(seven, [first, second]), { ok: false, error: { code: 'ROSTER_DIFFERS', by: 1, least: 3 } });
  assert.deepEqual(decided(second, [first, seven]), { ok: false, error: { code: 'ROSTER_DIFFERS', by: 1, least: 3 } });
  assert.equal(decided(seven.slice(4), [first, seven]).ok, true, 'what is left over is shown by subtraction anyway');
  // One leaves and two come: their difference is of three organs, but each side of it is fewer.
  assert.equal(decided([...seven.slice(1), party(7), party(8)], [seven]).ok, false);
});

const TABLE = `sha256:${'1'.repeat(64)}`;
const asked = (change: Partial<RoundTerms> = {}): RoundTerms => termsOf(parties, { table: TABLE, shareVariance: 2, ...change });

test('a question is its cells, period, organs and noise: another name, job, round, engine or key asks the same again', () => {
  const question = questionOf(asked());
  const fresh = parties.map((_, at) => ({ organ: `court/A${4 - at}`, agreementKey: agreementKey(seeded(`fresh ${at}`)).publicKey }));
  const same: readonly Partial<RoundTerms>[] = [
    { product: 'T1-again' }, { jobId: 'job-2' }, { roundId: 'f'.repeat(32) }, { coordinator: 'procuratorate/P2' }, { members: fresh },
    { engine: 'bfv', decryptor: 'justice/D1' }, { leastContributors: 4 },
  ];
  for (const change of same) assert.equal(questionOf(asked(change)), question, JSON.stringify(change));
  const others: readonly Partial<RoundTerms>[] = [
    { table: `sha256:${'2'.repeat(64)}` }, { period: '2026Q4' }, { cells: CELLS + 1 }, { shareVariance: 3 }, { colluders: 1 }, { trial: true },
    { members: asked().members.slice(1) },
  ];
  const digests = others.map((change) => questionOf(asked(change)));
  assert.equal(new Set([question, ...digests]).size, others.length + 1, 'one term different is another question');
  // A trial that names no cells has its product instead.
  const unnamed = (product: string): string => questionOf(termsOf(parties, { product, trial: true }));
  assert.notEqual(unnamed('T1'), unnamed('T2'));
});

test('a question that was answered is answered with the same bytes; without them it is refused, whatever its name', () => {
  const organs = parties.map(({ organ }) => organ);
  const past = { product: 'T1', period: '2026Q3', organs, question: questionOf(asked()) };
  const again = asked({ product: 'T1-again', roundId: 'f'.repeat(32), jobId: 'job-2' });
  assert.equal(answerOf(again, [past, { ...past, release: '{"counts":[1]}\n' }]), '{"counts":[1]}\n');
  assert.equal(answerOf(again, [past]), undefined);
  assert.deepEqual(decideRoster(again, [past]), { ok: false, error: { code: 'ROUND_REPEATED' } });
  const other = asked({ product: 'T1-again', table: `sha256:${'2'.repeat(64)}` });
  assert.deepEqual([answerOf(other, [{ ...past, release: 'x' }]), decideRoster(other, [past]).ok], [undefined, true]);
});

test('a table names each cell once; names are compared in one form', () => {
  const read = (...cells: readonly unknown[]) => readTable(JSON.parse(JSON.stringify(cells)) as Parameters<typeof readTable>[0]);
  const [composed, decomposed] = ['\u00e9', 'e\u0301'];
  assert.deepEqual(read('a', composed), read('a', decomposed));
  assert.notDeepEqual(read('a', 'b'), read('b', 'a'), 'their order is part of it');
  for (const cells of [[], [''], [' a'], ['a', 'a'], [composed, decomposed], [1], ['x'.repeat(201)]]) {
    assert.equal(read(...cells).ok, false, JSON.stringify(cells));
  }
  assert.ok(read('x'.repeat(200)).ok);
  assert.equal(readTable({ cells: 3 }).ok, false);
  const isRight = (table: unknown): boolean => parseRoundTerms(JSON.parse(JSON.stringify({ ...asked(), table }))).ok;
  assert.deepEqual([isRight(TABLE), isRight(undefined), isRight('T1'), isRight(1)], [true, true, false, false]);
});

test('the attack that the rule above stops: two rosters show the one organ by which they differ', () => {
  const counts = parties.map(() => someCounts(50));
  const sumOver = (some: readonly Party[], roundId: string): Int32Array => {
    const terms = termsOf(some, { roundId });
    return sumMasked(some.map((one) =>
      maskCounts(Int32Array.from(counts[parties.indexOf(one)] ?? []), terms, one)), CELLS);
  };
  const [all, without] = [sumOver(parties, ROUND), sumOver(parties.slice(0, 4), 'b'.repeat(32))];
  assert.deepEqual([...all].map((sum, cell) => sum - (without[cell] ?? 0)), counts[4]);
});

test('terms: fewer than three organs, one twice, or a decryptor who adds or contributes cannot stand', () => {
  const json = (terms: RoundTerms) => JSON.parse(JSON.stringify(terms)) as Parameters<typeof parseRoundTerms>[0];
  const isRight = (terms: RoundTerms): boolean =>
    parseRoundTerms(json({ ...terms, shareVariance: terms.shareVariance === 0 ? 2 : terms.shareVariance })).ok;
  assert.equal(isRight(termsOf(parties)), true);
  assert.equal(isRight(termsOf(parties.slice(0, 2))), false);
  assert.equal(isRight(termsOf([...parties, ...parties.slice(0, 1)])), false);
  const bfv = (decryptor?: string): RoundTerms =>
    termsOf(parties, { engine: 'bfv', ...(decryptor === undefined ? {} : { decryptor }) });
  assert.equal(isRight(bfv('procuratorate/P2')), true);
  assert.equal(isRight(bfv('procuratorate/P1')), false);
  assert.equal(isRight(bfv('court/A1')), false);
  assert.equal(isRight(bfv()), false);
  assert.equal(isRight(termsOf(parties, { colluders: 3 })), true);
  assert.equal(isRight(termsOf(parties, { colluders: 4 })), false);
});

test('noise: terms that leave it out, or give less than adds up to one law, stand in a trial alone or never', () => {
  const isRight = (shareVariance: number, change: Partial<RoundTerms> = {}): boolean =>
    parseRoundTerms(JSON.parse(JSON.stringify(termsOf(parties, { ...change, shareVariance })))).ok;
  for (const [shareVariance, under, inTrial] of [[0, false, true], [1, false, false], [2, true, true]] as const) {
    assert.deepEqual([isRight(shareVariance), isRight(shareVariance, { trial: true })], [under, inTrial], String(shareVariance));
  }
});

test('noise: the sum has the variance of its shares, and what it protects is accounted for', () => {
  const source = randomIntegers(seeded('noise'));
  const terms = termsOf(parties, { cells: 4000, shareVariance: 2 });
  const draw = (): bigint => discreteGaussian(source, rational(2n));
  const all = parties.map(() => prepare(new Array<number>(4000).fill(0), terms, draw).noisy);
  const sums = Array.from({ length: 4000 }, (_, cell) => all.reduce((sum, one) => sum + (one[cell] ?? 0), 0));
  const variance = sums.reduce((sum, one) => sum + one * one, 0) / sums.length;
  // Standard deviation of the estimate: 10·√(2/4000) = 0.22; five of them.
  assert.ok(Math.abs(variance - 10) < 1.1, `variance ${variance}`);
  const ideal = 1 / (2 * 5 * 2);
  const rho = rhoOfShares({ honest: 5, shareVariance: 2, cells: 1, change: 1 });
  assert.ok(rho >= ideal && rho < ideal * 1.001, `ρ ${rho}`);
});

test('noise: shares that are too small cost far more than one Gaussian of their sum', () => {
  const ideal = (honest: number, variance: number): number => 1 / (2 * honest * variance);
  assert.ok(rhoOfShares({ honest: 29, shareVariance: 0.34, cells: 1, change: 1 }) > 2 * ideal(29, 0.34));
  assert.equal(shareVarianceFor(10, 29), 2);
  assert.equal(shareVarianceFor(100, 29), 4);
});

test('noise switched off is seen by the variance', () => {
  const terms = termsOf(parties, { cells: 1000, shareVariance: 2 });
  const { noisy } = prepare(new Array<number>(1000).fill(0), terms, () => 0n);
  const variance = noisy.reduce((sum, one) => sum + one * one, 0) / noisy.length;
  assert.ok(!(Math.abs(variance - 2) < 1));
});

test('a spot audit finds a cell that is not the committed one, and one that was not what was sent', () => {
  const terms = termsOf(parties);
  const counts = parties.map(() => someCounts(9));
  const prepared = counts.map((one) => prepare(one, terms));
  const published = Int32Array.from(plainSum(counts));
  const opened = prepared.map((one, at) => ({ organ: parties[at]?.organ ?? '', root: one.root, cell: one.open(4) }));
  assert.equal(auditCell(published, opened, 4).code, 'CELL_AGREES');
  const lied = opened.map((one, at) => (at === 1 ? { ...one, cell: { ...one.cell, count: one.cell.count + 1 } } : one));
  assert.deepEqual(auditCell(published, lied, 4), { code: 'CELL_NOT_COMMITTED', organ: 'court/A1' });
  const poisoned = Int32Array.from(published);
  poisoned[4] = (poisoned[4] ?? 0) + 1000;
  assert.equal(auditCell(poisoned, opened, 4).code, 'CELL_SUM_DIFFERS');
});

test('a sum no course of events explains is shown to a person', () => {
  const before = Int32Array.of(100, 100, 100, 0);
  const now = Int32Array.of(120, 1000, 1, 5);
  assert.deepEqual(unlikelyCells(now, before, { factor: 4, deviation: 3 }), [1]);
  assert.deepEqual(unlikelyCells(now, before, { factor: 4, deviation: 0.5 }), [1, 2]);
});
