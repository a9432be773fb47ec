import type { CivilDate } from '@fengcun/kernel';
import type { IdentityDocument } from './document.ts';
import type { NameClaim } from './name.ts';

/** Who a message speaks of, as far as it says: claims of one source, not yet a subject. */
export type PersonClaims = Readonly<{
  kind: 'person' | 'entity';
  names: readonly NameClaim[];
  documents: readonly IdentityDocument[];
  sex?: '男' | '女';
  bornOn?: CivilDate;
  /** 户籍地, six digits of GB/T 2260: where the notices of the 2012 opinion go. */
  domicileRegion?: string;
}>;

/** Every birth date claimed, by the source itself and by its document numbers; distinct, in order. */
export const claimedBirthDates = (person: PersonClaims): readonly CivilDate[] => {
  const dates = [person.bornOn, ...person.documents.map((document) => document.bornOn)];
  return [...new Set(dates.filter((date) => date !== undefined))].sort();
};
