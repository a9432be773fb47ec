import type { CivilDate, Tri } from '@fengcun/kernel';
import type { InquirerKind } from '../inquiry/inquirer-kinds.ts';
import { MAY_WITHHOLD } from '../inquiry/withholding-terms.ts';

/** Why a look is kept from the person for a time. @see 个人信息保护法第18条第1款、第35条 */
export type Withholding = Readonly<{
  cite: string;
  /** Whether the case it serves has ended; unknown keeps it withheld. */
  caseEnded: Tri;
  /** Day on which a person of the organ must look again whether it still holds. */
  reviewOn: CivilDate;
}>;

/** One look at a person's record, or an attempt: what the person may learn of it. */
export type Look = Readonly<{
  at: string; organ: string; inquirerKind: InquirerKind; basis: string; purpose: string;
  outcome: 'disclosed' | 'refused' | 'expired';
  /** What was shown, as kinds of fields, never the content. */
  shown: readonly string[];
  withheld?: Withholding;
}>;

/** A look as the person sees it. */
export type ShownLook = Omit<Look, 'withheld'>;

const isWithheld = ({ inquirerKind, withheld }: Look): boolean =>
  withheld !== undefined && MAY_WITHHOLD.has(inquirerKind) && withheld.caseEnded !== true;

/**
 * 谁查过我: looks at the record of a person in the order of time. What a case still open needs kept secret is
 * left out without a gap, and appears when the case has ended; whoever handles no case can withhold nothing.
 * @see 个人信息保护法第44条、第45条第1款
 */
export const shownLooks = (looks: readonly Look[]): readonly ShownLook[] =>
  looks.filter((look) => !isWithheld(look))
    .map(({ withheld: _kept, ...look }) => look)
    .toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
