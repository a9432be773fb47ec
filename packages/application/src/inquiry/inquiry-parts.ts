import type { InquiryRules } from '@fengcun/registry';
import type { PaperOrgan } from '../certificate/index.ts';
import type { ProceedingAct, ProceedingParts } from '../proceedings/index.ts';

/** What inquiries stand on: the deployment, its rules of the day, and how organs are named in papers. */
export type InquiryParts = ProceedingParts & Readonly<{
  rules: () => InquiryRules; organs: Readonly<Record<string, PaperOrgan>>;
}>;

/**
 * Who takes a step, under an act whose intent is committed. `person`: the human being behind the account, by
 * whom four eyes are counted; `organ`: theirs, as `<type>/<code>`.
 */
export type InquiryActor = Readonly<{
  account: string; person: string; organ: string; role: string; act: ProceedingAct;
}>;
