import type { Font } from '@fengcun/documents';
import type { CivilDate } from '@fengcun/kernel';
import { DEFAULT_INQUIRY_RULES, type InquiryRules, legalDay } from '@fengcun/registry';
import type { PaperOrgan } from '../certificate/index.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { InquiryServiceParts } from './inquiry-service.ts';

/** What a deployment may set about inquiries; what it leaves out has its default. */
export type InquirySettings = Readonly<{
  rules?: Partial<InquiryRules>; organs?: Readonly<Record<string, PaperOrgan>>;
  decidersOn: InquiryServiceParts['decidersOn'];
  /** What was agreed on since, on a day. */
  rulesOn?: (day: CivilDate) => Partial<InquiryRules>;
}>;

/** Inquiries over a deployment; `font` is read when the first paper is drawn. */
export const inquiriesOver = (
  deployment: Deployment, font: () => Promise<Font>,
  { rules = {}, organs = {}, decidersOn, rulesOn = () => ({}) }: InquirySettings,
): InquiryServiceParts => {
  const all = { ...DEFAULT_INQUIRY_RULES, ...rules };
  const today = (): CivilDate => legalDay(new Date(deployment.clock()).toISOString());
  return {
    deployment, font, organs, decidersOn, now: deployment.clock,
    rules: (day = today()) => ({ ...all, ...rulesOn(day) }),
  };
};
