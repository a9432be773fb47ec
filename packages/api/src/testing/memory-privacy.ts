import { err, ok } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { PrivacyPort, PrivacyTaken } from '../ports/privacy-port.ts';
import type { PrivacyJobShown } from '../routes/privacy-job-schemas.ts';

/** The one published table in memory. */
export const INVENTED_RELEASE = { releaseId: 'T1-2026Q3', sha256: 'a'.repeat(64), text: '{"invented":true}\n' } as const;

/** The one job in memory: the invented court publishes, the invented procuratorate looks over it. */
export const INVENTED_JOB: PrivacyJobShown = {
  jobId: 'job-invented', kind: 'statistics', state: 'proposed', purpose: 'invented', legalBasis: 'PIPL_34', proposedBy: 'institute/R01',
  proposedAt: '2026-10-02T00:00:00.000Z', parties: [{ organ: 'court/A01', part: 'publisher' }, { organ: 'procuratorate/C03', part: 'supervisor' }],
  approvals: [], termsHash: 'sha256:invented', codeHash: 'c'.repeat(64), outputs: [], inputs: [], missingInputs: [], waitsFor: ['court/A01', 'procuratorate/C03'],
  acts: [], links: [], product: 'T1', period: '2026Q3',
};
const ONLOOKERS = ['supervisor', 'auditor', 'researcher'] as const;
const looksOn = ({ roles }: Actor): boolean => ONLOOKERS.some((role) => roles.includes(role));
const isParty = ({ organ }: Actor): boolean => INVENTED_JOB.parties.some((one) => one.organ === organ);

/** Privacy computing in memory: one release and one job, whose steps are taken without looking at the rules. */
export const memoryPrivacy = (): PrivacyPort => {
  const find = (jobId: string, actor: Actor): PrivacyJobShown | undefined =>
    (jobId === INVENTED_JOB.jobId && (looksOn(actor) || isParty(actor)) ? INVENTED_JOB : undefined);
  const step = (jobId: string, actor: Actor, state: PrivacyJobShown['state']): PrivacyTaken => {
    const found = find(jobId, actor);
    return found === undefined ? err({ code: 'NOTHING_TO_TELL' }) : ok({ ...found, state });
  };
  return {
    jobs: async ({ kind }, actor) => {
      const { inputs: _inputs, missingInputs: _missing, waitsFor: _waits, acts: _acts, links: _links, period: _period, ...job } = INVENTED_JOB;
      return { items: (kind ?? 'statistics') === 'statistics' && (looksOn(actor) || isParty(actor)) ? [job] : [] };
    },
    job: async (jobId, actor) => find(jobId, actor),
    releases: async () => ({ items: [{ releaseId: INVENTED_RELEASE.releaseId, product: 'T1', title: 'invented', period: '2026Q3', rho: '1/20', stage: 'published', jobId: 'job-1' }] }),
    release: async (releaseId) => (releaseId === INVENTED_RELEASE.releaseId ? INVENTED_RELEASE : undefined),
    budget: async () => ({
      quarterCap: '1/5', lifeCap: '2/5', lifeEpsilon: '5.73', quarterEpsilon: '3.93', delta: '1e-9', quarters: [{ period: '2026Q3', spent: '1/20' }], links: 3,
      head: 'b'.repeat(64), newestPeriod: '2026Q3', publicKey: 'invented',
      catalogue: [{ product: 'T1', title: 'invented', titleEn: 'invented', cells: 384, rho: '1/20', sigma2: '10/1', ci95: '6.2' }],
    }),
    propose: async ({ product, period }) => ok({ ...INVENTED_JOB, product, period }),
    agree: async (jobId, _hash, actor) => step(jobId, actor, 'approved'),
    refuse: async (jobId, _reason, actor) => step(jobId, actor, 'refused'),
    publish: async (jobId, actor) => step(jobId, actor, 'finished'),
    quality: async () => ({ isThere: false }),
  };
};
