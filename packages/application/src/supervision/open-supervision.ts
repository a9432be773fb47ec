import { DEFAULT_INQUIRY_RULES, DEFAULT_PATTERN_SETTINGS, legalDay,
  type TermSettings } from '@fengcun/registry';
import { loadPaperFont } from '../certificate/paper-workshop.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { NO_NAMES, type OrganNames } from '../seals/organ-names.ts';
import type { SupervisionParts } from './supervision-parts.ts';

/** How organs are called, and terms that no text fixes, on the day they are asked for. */
type SupervisionGiven = Readonly<{ names?: OrganNames | undefined; terms?: () => TermSettings }>;

/** Supervision over a deployment, by its own clock and the numbers where nothing is configured. */
export const supervisionOver = (
  deployment: Deployment, supervisorOf: SupervisionParts['supervisorOf'],
  { names = NO_NAMES, terms = () => ({}) }: SupervisionGiven = {},
): SupervisionParts => ({
  deployment, supervisorOf, names, font: loadPaperFont, get settings() { return terms(); },
    patterns: DEFAULT_PATTERN_SETTINGS,
  now: deployment.clock, rules: () => DEFAULT_INQUIRY_RULES,
  today: () => legalDay(new Date(deployment.clock()).toISOString()),
});
