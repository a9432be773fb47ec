import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidePiercing, type PiercingInquiry } from '@fengcun/policy';
import type { PackName } from './case.ts';
import { packOf } from './packs.ts';

type Row = readonly [
  pack: PackName, inquirer: PiercingInquiry['inquirer'], purpose: PiercingInquiry['purpose'], related: PiercingInquiry['related'],
  discloses: boolean | 'unknown' | undefined, why: string,
];

// Proposal B (陈露婷文4.3) and Hong Kong; a pack without the section leaves it to the law in force.
const ROWS: readonly Row[] = [
  ['cn-b', 'judicialOrgan', 'judgingCrime', 'unknown', true, 'judging a crime: facts and law'],
  ['cn-b', 'judicialOrgan', 'otherCasework', 'unknown', false, 'other needs of a case'],
  ['cn-b', 'judicialOrgan', 'investigatingCrime', 'unknown', false, 'the article speaks of judging only'],
  ['cn-b', 'judicialOrgan', 'specialRecidivism', 'unknown', true, 'special recidivists'],
  ['cn-b', 'judicialOrgan', 'drugReoffending', 'unknown', true, 'drug re-offenders'],
  ['cn-b', 'judicialOrgan', 'ordinaryRecidivism', 'unknown', false, 'ordinary recidivism'],
  ['cn-b', 'unit', 'judgingCrime', true, false, 'a unit judges no crime'],
  ['cn-b', 'unit', 'occupation', true, true, 'an occupation related to the crime'],
  ['cn-b', 'unit', 'occupation', false, false, 'an occupation that has nothing to do with it'],
  ['cn-b', 'unit', 'occupation', 'unknown', 'unknown', 'nobody has found whether it is related'],
  ['cn-b', 'unit', 'other', 'unknown', false, 'anything else'],
  ['hk-297', 'judicialOrgan', 'judgingCrime', 'unknown', true, 'sentencing later crimes'],
  ['hk-297', 'unit', 'other', 'unknown', false, 'anything else'],
  ['cn-a1', 'judicialOrgan', 'judgingCrime', 'unknown', undefined, 'A1 says nothing of it'],
];
for (const [pack, inquirer, purpose, related, discloses, why] of ROWS) {
  test(`${pack}: ${inquirer} asks for ${purpose}, related ${related} → ${discloses}: ${why}`, () => {
    const answer = decidePiercing(packOf(pack), { inquirer, purpose, related });
    assert.equal(answer?.discloses, discloses);
    if (answer !== undefined) assert.ok(answer.cite.length > 0 && answer.say.zh.length > 0);
  });
}
