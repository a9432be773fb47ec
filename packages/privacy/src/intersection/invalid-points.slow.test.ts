import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '@fengcun/kernel';
import type { PointWork } from './point-work.ts';
import type { RunRole } from './run-terms.ts';
import { sm2Suite } from './sm2-suite.ts';
import { endOf, same, suite } from './testing/hostile-wire.ts';
import { RISTRETTO_VECTORS, SM2_VECTORS, type Vector } from './testing/invalid-points.ts';
import type { Sides } from './testing/two-sides.ts';

/** One encoding of each reason, as long as a point: the lists of a run have no room for others. */
const oneOfEach = (vectors: readonly Vector[], length: number): readonly Vector[] =>
  [...new Map(vectors.filter(({ bytes }) => bytes.length === length).map((one) => [one.why.replace(/,.*/, ''), one])).values()];

/** A side that puts an encoding into the list it sends, at the third place, and signs it. */
const liar = (who: RunRole, { bytes }: Vector): Partial<Sides> => ({
  work: (work, role): PointWork => (role !== who ? work : { ...work, mask: async (inputs) => {
    const points = await work.mask(inputs);
    points.set(bytes, 2 * bytes.length);
    return points;
  } }),
});

const MODES = [['full', {}], ['cardinality', { mode: 'cardinality', noiseVariance: 1 }]] as const;

for (const [mode, terms] of MODES) {
  for (const who of ['holder', 'registry'] as const) {
    test(`${mode}: what is no point, in the list of the ${who}, ends the run at the other side`, async () => {
      for (const vector of oneOfEach(RISTRETTO_VECTORS, 32)) {
        const end = await endOf(same, { terms, ...liar(who, vector) });
        assert.equal(end, `${who === 'holder' ? 'registry' : 'holder'} POINT_INVALID`, vector.why);
      }
    });
  }
}

test('sm2-sm3: what is no point, in the list of either side, ends the run at the other', async () => {
  assert.equal(suite.name, 'ristretto255-sha512');
  const [twist] = SM2_VECTORS.filter(({ why }) => why === 'twist');
  for (const who of ['holder', 'registry'] as const) {
    const end = await endOf(same, { suite: sm2Suite, terms: { suite: 'sm2-sm3' }, ...liar(who, present(twist, 'an x of the twist')) });
    assert.equal(end, `${who === 'holder' ? 'registry' : 'holder'} POINT_INVALID`);
  }
});
