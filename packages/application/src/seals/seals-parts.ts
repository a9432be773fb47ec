import type { CivilDate } from '@fengcun/kernel';
import type { Font } from '@fengcun/documents';
import type { Decider, Pack } from '@fengcun/policy';
import type { TermSettings } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { DeploymentExchange } from '../exchange/deployment-exchange.ts';
import type { OrganNames } from './organ-names.ts';
import type { SealOrgans } from './seal-organs.ts';
import { type StandingAct, standingAct } from './standing-act.ts';

/** Accounts under which the service itself acts; the log knows their pseudonyms. */
export const SEALING_ACCOUNT = 'sealing-service';

/** Pack with the matter `unseal`, and the readings of K2, K3 and K6 that are configured. */
export type GroundRules = Readonly<{ pack: Pack; switches?: Readonly<Record<string, string>> }>;

/** What the sealing service of a platform stands on. */
export type SealsParts = Readonly<{
  deployment: Deployment;
  exchange: DeploymentExchange;
  organs: SealOrgans;
  /** Packs that decide on the day, compiled; those in force, and proposals only where switched on by name. */
  decidersOn: (day: CivilDate) => readonly Decider[];
  proposals: readonly string[];
  settings: TermSettings;
  /**
   * The legal time in milliseconds, that of steps and terms; leases, signatures and the log go by the clock
   * of the deployment, so that a demonstration may run this one faster.
   */
  now: () => number;
  /** The civil day in Asia/Shanghai of the legal time. */
  today: () => CivilDate;
  act: StandingAct;
  /** Names of organs for papers; kind and code stand where none is registered. */
  names?: OrganNames;
  /** Rules of article 18; without them nothing is looked for, and nothing is ever opened by itself. */
  grounds?: GroundRules;
  /** What papers are drawn with, read when the first is; without it none are made on request. */
  font?: () => Promise<Font>;
}>;

/** The standing act of the service on seals. */
export const sealingAct = (deployment: Deployment): StandingAct => standingAct(deployment, {
  act: 'seal.service', account: SEALING_ACCOUNT, role: 'sealingService', purpose: 'sealing',
  legalBasis: 'cpl-286',
});
