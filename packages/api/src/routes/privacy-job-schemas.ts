import { choice, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';
import { PRIVACY_ITEMS_MAX, privacyId } from './privacy-schemas.ts';

const PARTS_MAX = 256;
const organ = text({ max: 80 });
const instant = text({ max: 30 });
const day = text({ max: 10 });
const digest = text({ max: 80 });
const word = text({ max: 80 });
const yes = choice(['yes']);
const count = whole(0, Number.MAX_SAFE_INTEGER);

const kind = choice([
  'statistics', 'leakFinding', 'publicationCheck', 'jointCount', 'recogniserTraining', 'federatedTraining',
]);
const state = choice(['proposed', 'approved', 'running', 'finished', 'failed', 'refused']);

/** Which jobs are wanted. */
export const privacyJobSearch = object({}, { kind, state });

/** Which jobs are wanted. */
export type PrivacyJobSearch = TypeOf<typeof privacyJobSearch>;

const REQUIRED = {
  jobId: privacyId, kind, state, purpose: text({ max: 200 }), legalBasis: word,
  parties: list(object({ organ, part: word }), { min: 0, max: PARTS_MAX }),
  proposedBy: organ, proposedAt: instant,
  approvals: list(object({ organ, at: instant }), { min: 0, max: 16 }), termsHash: digest,
  codeHash: digest, outputs: list(object({ name: word, sha256: digest }), { min: 0, max: PARTS_MAX }),
} as const;
const OPTIONAL = {
  product: word, period: word, begunAt: instant, endedAt: instant, transcriptHash: digest, reason: word,
} as const;

/** Jobs of privacy computing: which organs, what for, who agreed, what came of it; no rows, no figures. */
export const privacyJobs = named('PrivacyJobs', object(
  { items: list(object(REQUIRED, OPTIONAL), { min: 0, max: PRIVACY_ITEMS_MAX }) }));

/** Jobs of privacy computing. */
export type PrivacyJobs = TypeOf<typeof privacyJobs>;

/** Terms of a comparison: how large the sides said they are, and how many rows are opened. */
const leakFinding = object(
  { mode: word, suite: word, announced: count, openings: count, courts: list(word, { min: 0, max: 200 }) },
  { noiseVariance: count });

/** Terms of a joint count: of what, how, how much noise, and when a sum is refused. */
const jointCount = object(
  {
    engine: word, product: word, period: word, cells: count, leastContributors: count, shareVariance: count,
    colluders: count,
  });

/** Terms of a training. */
const training = object({ fields: list(word, { min: 0, max: 16 }) });

/**
 * One job with what its terms say openly, whom it waits for, and what whoever asks may do. Links: what became
 * of it in the asker's own organ. Nothing of any row, nothing of any person.
 */
export const privacyJob = named('PrivacyJob', object(
  {
    ...REQUIRED,
    // What organs bound, by the proposal or by an act of their own; `bucket`: the announced size.
    inputs: list(object({ organ, root: digest }, { count, bucket: count }), { min: 0, max: PARTS_MAX }),
    missingInputs: list(organ, { min: 0, max: PARTS_MAX }),
    waitsFor: list(organ, { min: 0, max: PARTS_MAX }),
    acts: list(choice(['agree', 'refuse', 'release']), { min: 0, max: 3 }),
    links: list(object({ kind: choice(['matter', 'incident']), id: privacyId }), { min: 0, max: 20 }),
  },
  {
    ...OPTIONAL, isOwnProposal: yes, covers: object({ sealedUntil: day }, { sealedFrom: day, courts: count }),
    releaseId: privacyId, leakFinding, jointCount, training,
  }));

/** One job. */
export type PrivacyJobShown = TypeOf<typeof privacyJob>;

/** Agreement to the terms of this hash: nothing in them can change afterwards. */
export const privacyAgreement = object({ termsHash: digest });

/** Why a job is not agreed to: a closed word, told to everybody who sees the job. */
export const privacyRefusal = object({
  reason: choice(['purposeTooWide', 'notNeeded', 'wrongPeriod', 'wrongParties', 'dataNotReady', 'withdrawn']),
});
