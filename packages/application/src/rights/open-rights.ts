import { DEFAULT_INQUIRY_RULES, legalDay, type TermSettings } from '@fengcun/registry';
import { loadPaperFont } from '../certificate/paper-workshop.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { NO_NAMES, type OrganNames } from '../seals/organ-names.ts';
import type { RightsParts } from './rights-parts.ts';

/** Rights of persons concerned over a deployment, by its own clock. */
export const rightsOver = (
  deployment: Deployment,
  { terms = () => ({}), names = NO_NAMES }: Readonly<{ terms?: () => TermSettings; names?: OrganNames }> = {},
): RightsParts => ({
  deployment, get settings() { return terms(); }, names, font: loadPaperFont, now: deployment.clock,
    rules: () => DEFAULT_INQUIRY_RULES,
  today: () => legalDay(new Date(deployment.clock()).toISOString()),
});
