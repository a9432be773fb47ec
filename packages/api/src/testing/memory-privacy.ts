import type { PrivacyPort } from '../ports/privacy-port.ts';

/** The one published table in memory. */
export const INVENTED_RELEASE = { releaseId: 'T1-2026Q3', sha256: 'a'.repeat(64), text: '{"invented":true}\n' } as const;

/** Privacy computing in memory: one invented release. */
export const memoryPrivacy = (): PrivacyPort => ({
  jobs: async () => ({ items: [] }),
  releases: async () => ({ items: [{ releaseId: INVENTED_RELEASE.releaseId, product: 'T1', title: 'invented', period: '2026Q3', rho: '1/20', stage: 'published', jobId: 'job-1' }] }),
  release: async (releaseId) => (releaseId === INVENTED_RELEASE.releaseId ? INVENTED_RELEASE : undefined),
  budget: async () => ({
    quarterCap: '1/5', lifeCap: '2/5', lifeEpsilon: '5.73', delta: '1e-9', quarters: [{ period: '2026Q3', spent: '1/20' }], links: 3, head: 'b'.repeat(64),
  }),
});
