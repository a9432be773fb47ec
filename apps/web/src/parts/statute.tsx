import { lazy, Suspense } from 'react';
import { PartBoundary } from '../app/boundary.tsx';
import { loaded } from '../app/newer.ts';

const Words = lazy(() => loaded(() => import('./statute-words.tsx')));

/** A citation with its sentence, loaded when it is shown; digests are marked as such and never quoted. */
export const Statute = ({ cite, isOpen = false }: Readonly<{ cite: string; isOpen?: boolean }>) => (
  <PartBoundary>
    <Suspense fallback={<span className="faint">…</span>}><Words cite={cite} isOpen={isOpen} /></Suspense>
  </PartBoundary>
);

/** Several citations, one a line. */
export const Statutes = ({ cites }: Readonly<{ cites: readonly string[] }>) => (
  <ul className="statutes">{cites.map((cite) => <li key={cite}><Statute cite={cite} /></li>)}</ul>
);
