import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil, err } from '@fengcun/kernel';
import { termsHash } from './check-terms.ts';
import { decideJob, evolveJob } from './decide-job.ts';
import type { JobCommand, JobEvent } from './job-event.ts';
import { boundInputs, type JobState, type JobTerms, missingInputs, NO_JOB } from './privacy-job.ts';

const TERMS: JobTerms = {
  v: 1, kind: 'statistics', purpose: '2026年第3季度统计公报', legalBasis: 'CPL_286', product: 'T1', parameters: { period: '2026Q3' },
  parties: [{ organ: 'court/110000000001', part: 'publisher' }, { organ: 'procuratorate/110000000002', part: 'supervisor' }],
  inputs: [], codeHash: `sha256:${'a'.repeat(64)}`, covers: { sealedFrom: civil('2026-07-01'), sealedUntil: civil('2026-09-30') },
};
const at = '2026-10-08T02:00:00.000Z';
const who = (name: string, organ: string) => ({ at, by: { account: `account of ${name}`, person: name }, organ });
const [LI, ZHAO, WU] = [who('li', 'court/110000000001'), who('zhao', 'court/110000000001'), who('wu', 'procuratorate/110000000002')];
const OTHER = who('sun', 'police/110000000003');
const HASH = termsHash(TERMS);
const DIGEST = 'b'.repeat(64);

const play = (commands: readonly JobCommand[]): Readonly<{ state: JobState; refused?: unknown }> => {
  let state: JobState = NO_JOB;
  for (const command of commands) {
    const decided = decideJob(command, state);
    if (!decided.ok) return { state, refused: decided.error };
    state = decided.value.reduce(evolveJob, state);
  }
  return { state };
};
const PROPOSED: JobCommand = { type: 'Propose', ...LI, jobId: 'job-1', terms: TERMS };
const agree = (one: typeof LI, hash = HASH): JobCommand => ({ type: 'Approve', ...one, termsHash: hash });
const BROUGHT = { organ: LI.organ, root: 'd'.repeat(64), bucket: 256, countCommitment: 'e'.repeat(64) };
const bring = (one: typeof LI, input = { ...BROUGHT, organ: one.organ }): JobCommand => ({ type: 'CommitInput', ...one, input });
/** Terms under which both organs bind what they bring. */
const BINDING: JobTerms = { ...TERMS, brings: [LI.organ, WU.organ] };
const BOTH: readonly JobCommand[] = [{ ...PROPOSED, terms: BINDING } as JobCommand, agree(ZHAO, termsHash(BINDING)), agree(WU, termsHash(BINDING))];
const APPROVED = [PROPOSED, agree(ZHAO), agree(WU)];
const BEGUN: JobCommand = { type: 'Begin', ...LI, codeHash: TERMS.codeHash };

test('a job goes its way: proposed, agreed to by two organs, run, finished with its transcript', () => {
  const { state } = play([...APPROVED, BEGUN, { type: 'Finish', ...LI, transcriptHash: DIGEST, outputs: [{ name: 'release.json', sha256: DIGEST }] }]);
  assert.ok(state.state === 'finished');

  assert.deepEqual(state.approvals.map(({ organ }) => organ), ['court/110000000001', 'procuratorate/110000000002']);
  assert.deepEqual([state.transcriptHash, state.outputs.length, state.begunAt, state.endedAt], [DIGEST, 1, at, at]);
});

const REFUSED: readonly (readonly [string, readonly JobCommand[], unknown])[] = [
  ['whoever proposed does not agree', [PROPOSED, agree(LI)], { code: 'JOB_FOUR_EYES' }],
  ['one organ agrees once', [PROPOSED, agree(ZHAO), agree(who('qian', 'court/110000000001'))], { code: 'JOB_FOUR_EYES' }],
  ['one person agrees once, in whatever organ', [PROPOSED, agree(WU), agree({ ...OTHER, by: { account: 'another', person: 'wu' } })], { code: 'JOB_FOUR_EYES' }],
  ['agreement to other terms is none', [PROPOSED, agree(WU, DIGEST)], { code: 'JOB_TERMS_DIFFER' }],
  ['one agreement starts nothing', [PROPOSED, agree(WU), BEGUN], { code: 'JOB_STANDS_OTHERWISE', state: 'proposed' }],
  ['another program than the approved one does not run', [...APPROVED, { ...BEGUN, codeHash: `sha256:${'c'.repeat(64)}` }], { code: 'JOB_CODE_DIFFERS' }],
  ['an organ that is no party does not run it', [...APPROVED, { ...BEGUN, ...OTHER }], { code: 'JOB_NOT_A_PARTY' }],
  ['it is begun once', [...APPROVED, BEGUN, BEGUN], { code: 'JOB_STANDS_OTHERWISE', state: 'running' }],
  ['a result without a digest is none', [...APPROVED, BEGUN, { type: 'Finish', ...LI, transcriptHash: 'short', outputs: [] }], { code: 'JOB_RESULT_UNUSABLE' }],
  ['a failure says a word, not a sentence', [...APPROVED, BEGUN, { type: 'Fail', ...LI, reason: '甲某 is missing' }], { code: 'JOB_RESULT_UNUSABLE' }],
  ['a job whose inputs must be bound does not begin while one is missing', [...BOTH, bring(LI), BEGUN], { code: 'JOB_INPUTS_MISSING', organs: [WU.organ] }],
  ['nobody binds what another organ brings', [...BOTH, bring(LI, { ...BROUGHT, organ: WU.organ })], { code: 'JOB_NOT_A_PARTY' }],
  ['an organ that brings nothing binds nothing', [...BOTH, bring(OTHER)], { code: 'JOB_NOT_A_PARTY' }],
  ['what was bound is bound once', [...BOTH, bring(LI), bring(LI, { ...BROUGHT, root: 'f'.repeat(64) })], { code: 'JOB_INPUT_STANDS' }],
  ['a root that is no digest binds nothing', [...BOTH, bring(LI, { ...BROUGHT, root: 'short' })], { code: 'JOB_INPUT_UNUSABLE' }],
  ['nothing is bound while the job runs', [...BOTH, bring(LI), bring(WU), BEGUN, bring(WU)], { code: 'JOB_STANDS_OTHERWISE', state: 'running' }],
  ['nothing is bound where the terms do not ask for it', [...APPROVED, bring(LI)], { code: 'JOB_NOT_A_PARTY' }],
  ['nothing follows a refusal', [PROPOSED, { type: 'Refuse', ...WU, reason: 'purposeTooWide' }, agree(WU)], { code: 'JOB_STANDS_OTHERWISE', state: 'refused' }],
];
for (const [rule, commands, refusal] of REFUSED) {
  test(rule, () => assert.deepEqual(play(commands).refused, refusal));
}

test('with both inputs bound, before or after the approvals, the job begins; agreement is to the terms alone', () => {
  const [proposed, ...approvals] = BOTH;
  assert.ok(proposed);
  for (const commands of [[...BOTH, bring(WU), bring(LI), BEGUN], [proposed, bring(LI), ...approvals, bring(WU), BEGUN]]) {
    const { state, refused } = play(commands);
    assert.ok(state.state === 'running', JSON.stringify(refused));
    assert.deepEqual(boundInputs(state).map(({ organ }) => organ).toSorted(), [LI.organ, WU.organ]);
  }
});

test('an input that the proposal names is bound by it', () => {
  const terms = { ...BINDING, inputs: [BROUGHT] };
  const { state } = play([{ type: 'Propose', ...LI, jobId: 'job-1', terms }, agree(ZHAO, termsHash(terms)), agree(WU, termsHash(terms)), bring(WU), BEGUN]);
  assert.equal(state.state, 'running');
});

test('events of a job of before inputs were bound read as they did', () => {
  const old = JSON.parse(JSON.stringify([
    { type: 'JobProposed', ...LI, jobId: 'job-1', terms: TERMS, termsHash: HASH }, { type: 'JobApproved', ...ZHAO, termsHash: HASH },
    { type: 'JobApproved', ...WU, termsHash: HASH }, { type: 'JobBegun', ...LI, codeHash: TERMS.codeHash },
  ])) as readonly JobEvent[];
  const state = old.reduce(evolveJob, NO_JOB);
  assert.ok(state.state === 'running');
  assert.deepEqual([boundInputs(state), missingInputs(state), state.termsHash], [[], [], termsHash(TERMS)]);
});

const WRONG: readonly (readonly [string, Partial<JobTerms>])[] = [
  ['purpose', { purpose: ' ' }], ['legalBasis', { legalBasis: 'because' }], ['parties', { parties: [] }],
  ['parties', { parties: [...TERMS.parties, ...TERMS.parties] }], ['codeHash', { codeHash: 'abc' }], ['product', { product: 'T1; drop' }],
  ['brings', { brings: ['police/1'] }],
  ['inputs', { inputs: [{ organ: 'police/1', root: DIGEST }] }], ['inputs', { inputs: [{ organ: 'court/110000000001', root: DIGEST, count: -1 }] }],
  ['covers', { covers: { sealedFrom: civil('2026-10-01'), sealedUntil: civil('2026-09-30') } }],
];
for (const [member, changed] of WRONG) {
  test(`terms with a wrong ${member} are refused by the name of the member`, () => {
    const decided = decideJob({ type: 'Propose', ...LI, jobId: 'job-1', terms: { ...TERMS, ...changed } }, NO_JOB);
    assert.deepEqual(decided, err({ code: 'JOB_TERMS_UNUSABLE', members: [member] }));
  });
}

test('the hash of the terms changes with every member', () => {
  const others = [{ ...TERMS, purpose: '另一目的' }, { ...TERMS, parameters: { period: '2026Q4' } }, { ...TERMS, parties: TERMS.parties.toReversed() }];
  assert.equal(new Set([TERMS, ...others].map(termsHash)).size, 4);
});
