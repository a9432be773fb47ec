import type { CivilDate } from '@fengcun/kernel';
import type { Decider } from '@fengcun/policy';
import type { InquiryRules } from '@fengcun/registry';
import type { PaperOrgan } from '../certificate/index.ts';
import type { ProceedingAct, ProceedingParts } from '../proceedings/index.ts';

/**
 * What inquiries stand on: the deployment, its rules of the day, and how organs are named in papers.
 * `decidersOn`: the packs that say what must be sealed; what they seal is withheld before the order is made.
 */
export type InquiryParts = ProceedingParts & Readonly<{
  /** Those of today, or of a day that is named. */
  rules: (day?: CivilDate) => InquiryRules; organs: Readonly<Record<string, PaperOrgan>>;
  decidersOn: (day: CivilDate) => readonly Decider[];
}>;

/**
 * Who takes a step, under an act whose intent is committed. `person`: the human being behind the account, by
 * whom four eyes are counted; `organ`: theirs, as `<type>/<code>`.
 */
export type InquiryActor = Readonly<{
  account: string; person: string; organ: string; role: string; act: ProceedingAct;
}>;
