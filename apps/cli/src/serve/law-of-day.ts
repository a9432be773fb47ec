import type { CivilDate } from '@fengcun/kernel';
import type { Pack } from '@fengcun/policy';
import type { InquiryRules, TermSettings } from '@fengcun/registry';

/** What the law leaves open, as this platform decides it on a day: agreed on by two, else as configured. */
export type LawSettings = Readonly<{
  switchesOn: (pack: Pack, day: CivilDate) => Readonly<Record<string, string>>;
  termsOn: (day: CivilDate) => TermSettings;
  inquiriesOn: (day: CivilDate) => Pick<Partial<InquiryRules>, 'K1' | 'settled'>;
}>;
