import type { Font } from '@fengcun/documents';
import { DEFAULT_INQUIRY_RULES, type InquiryRules } from '@fengcun/registry';
import type { PaperOrgan } from '../certificate/index.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { InquiryServiceParts } from './inquiry-service.ts';

/** What a deployment may set about inquiries; what it leaves out has its default. */
export type InquirySettings = Readonly<{
  rules?: Partial<InquiryRules>; organs?: Readonly<Record<string, PaperOrgan>>;
  decidersOn: InquiryServiceParts['decidersOn'];
}>;

/** Inquiries over a deployment; `font` is read when the first paper is drawn. */
export const inquiriesOver = (
  deployment: Deployment, font: () => Promise<Font>, { rules = {}, organs = {}, decidersOn }: InquirySettings,
): InquiryServiceParts => {
  const all = { ...DEFAULT_INQUIRY_RULES, ...rules };
  return { deployment, font, organs, decidersOn, now: deployment.clock, rules: () => all };
};
