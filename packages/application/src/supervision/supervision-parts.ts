import type { InquiryRules, PatternSettings, TermSettings } from '@fengcun/registry';
import type { CivilDate } from '@fengcun/kernel';
import type { PaperRoom, ProceedingAct, ProceedingParts } from '../proceedings/index.ts';

/**
 * What supervision stands on. `supervisorOf`: which procuratorate looks at an organ; undefined where nobody
 * is known, and then nobody sees it.
 */
export type SupervisionParts = ProceedingParts & PaperRoom & Readonly<{
  settings: TermSettings; patterns: PatternSettings; rules: () => InquiryRules; today: () => CivilDate;
  supervisorOf: (organ: string) => string | undefined;
}>;

/** Who acts for an organ, under an act whose intent is committed. */
export type SupervisionActor =
  Readonly<{ account: string; person: string; organ: string; act: ProceedingAct }>;
