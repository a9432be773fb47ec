import type { InquiryRules, TermSettings } from '@fengcun/registry';
import type { CivilDate } from '@fengcun/kernel';
import type { PaperRoom, ProceedingAct, ProceedingParts } from '../proceedings/index.ts';

/** What the rights of persons concerned stand on; `rules`: under which inquiries are read again. */
export type RightsParts = ProceedingParts & PaperRoom & Readonly<{
  settings: TermSettings; rules: () => InquiryRules; today: () => CivilDate;
}>;

/**
 * Who takes a step, under an act whose intent is committed. A citizen acts for themselves, everybody else for
 * their organ. `person`: the human being behind the account, by whom four eyes are counted.
 */
export type RightsActor = Readonly<{
  account: string; person: string; organ: string; isCitizen: boolean; act: ProceedingAct;
}>;
