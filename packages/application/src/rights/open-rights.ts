import { DEFAULT_INQUIRY_RULES, legalDay, type TermSettings } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { RightsParts } from './rights-parts.ts';

/** Rights of persons concerned over a deployment, by its own clock. */
export const rightsOver = (deployment: Deployment, settings: TermSettings = {}): RightsParts => ({
  deployment, settings, now: deployment.clock, rules: () => DEFAULT_INQUIRY_RULES,
  today: () => legalDay(new Date(deployment.clock()).toISOString()),
});
