import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import type { LegalBasis, LegalBasisRegistry } from './legal-basis.ts';

/** Whether a row is in force on a day: a row without a first day never is, nobody vouches for it. */
export const isInForce = (basis: LegalBasis, on: CivilDate): boolean =>
  basis.from !== undefined && basis.from <= on && (basis.until === undefined || on < basis.until);

/** `BASIS_UNKNOWN`: no row of this id; `BASIS_NOT_IN_FORCE`: none that is in force on the day. */
export type FindBasisRefusal = Readonly<{ code: 'BASIS_UNKNOWN' | 'BASIS_NOT_IN_FORCE' }>;

/** The row of an id that is in force on a day. */
export const findBasis = (
  registry: LegalBasisRegistry, id: string, on: CivilDate,
): Result<LegalBasis, FindBasisRefusal> => {
  const rows = registry.bases.filter((basis) => basis.id === id);
  if (rows.length === 0) return err({ code: 'BASIS_UNKNOWN' });
  const found = rows.find((basis) => isInForce(basis, on));
  return found === undefined ? err({ code: 'BASIS_NOT_IN_FORCE' }) : ok(found);
};

/** 《未成年人保护法》第62条: norm and article as papers print them. */
export const basisLabel = (basis: Pick<LegalBasis, 'norm' | 'article'>): string =>
  `《${basis.norm}》${basis.article}`;
