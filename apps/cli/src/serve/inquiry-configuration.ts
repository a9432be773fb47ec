import { dirname, resolve } from 'node:path';
import {
  type Deployment, expireInquiries, inquiriesOver, type InquiryServiceParts,
} from '@fengcun/application';
import { type CivilDate, Fault } from '@fengcun/kernel';
import { type Decider, type Pack, prepareDecider } from '@fengcun/policy';
import type { InquiryReadings, InquiryRules } from '@fengcun/registry';
import { readBases } from '../bases/bases-file.ts';
import { loadFont } from '../documents/load-font.ts';
import { UnusableInput } from '../exit.ts';
import { loadPacks } from '../packs-folder.ts';
import type { CertificateConfiguration } from './certificate-configuration.ts';
import { piercingOf } from './piercing.ts';
import type { LawSettings } from './law-of-day.ts';
import type { ServiceTimer } from './timer.ts';

/** What a configuration says of inquiries: what the texts leave open. `bases`: a registry file of its own. */
export type InquiryConfiguration =
  Readonly<{ rules: Partial<Pick<InquiryRules, 'K1' | 'validDays' | 'settled'>>; bases?: string }>;

// LIMIT: a grant that is older is no longer about the need it was asked for.
const VALID_DAYS_MAX = 90;
const KNOWN = ['K1', 'validDays', 'readings', 'bases'];

const readingsOf = (value: unknown): InquiryReadings | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.keys(value).some((name) => name !== 'K4' && name !== 'K5')) return undefined;
  const [K4, K5]: readonly unknown[] = [Reflect.get(value, 'K4'), Reflect.get(value, 'K5')];
  if (K4 !== undefined && K4 !== 'judicialOnly' && K4 !== 'asLawNames') return undefined;
  if (K5 !== undefined && K5 !== 'noRecord' && K5 !== 'asBasisAllows') return undefined;
  return { ...(K4 === undefined ? {} : { K4 }), ...(K5 === undefined ? {} : { K5 }) };
};

const isDays = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= VALID_DAYS_MAX;

/** Reads the member `inquiries` of a configuration file. @throws UnusableInput for what is wrong in it */
export const parseInquiries = (value: unknown, path: string): InquiryConfiguration => {
  const wrong = (what: string): never => { throw new UnusableInput(`${path}: inquiries: ${what}`); };
  if (value === undefined) return { rules: {} };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('must be an object');
  const given: Readonly<Record<string, unknown>> = { ...value };
  const stranger = Object.keys(given).some((name) => !KNOWN.includes(name));
  if (stranger) return wrong(`a member that is not known; there are ${KNOWN.join(', ')}`);
  const { K1, validDays, readings, bases } = given;
  if (K1 !== undefined && K1 !== 'threeWorkingDays' && K1 !== 'sevenDays') {
    return wrong('K1: threeWorkingDays or sevenDays');
  }
  if (validDays !== undefined && !isDays(validDays)) return wrong(`validDays: 1–${VALID_DAYS_MAX}`);
  if (bases !== undefined && typeof bases !== 'string') return wrong('bases: the name of a registry file');
  const settled = readings === undefined ? {} : readingsOf(readings)
    ?? wrong('readings: K4 judicialOnly or asLawNames, K5 noRecord or asBasisAllows');
  return {
    rules: {
      settled, ...(K1 === undefined ? {} : { K1 }), ...(validDays === undefined ? {} : { validDays }),
    },
    ...(bases === undefined ? {} : { bases: resolve(dirname(path), bases) }),
  };
};

/** Deciders of the law in force, and of proposals that are switched on, made once a day. */
const decidersFor = (
  packs: readonly Pack[], proposals: readonly string[], law: LawSettings,
): InquiryServiceParts['decidersOn'] => {
  const used = packs.filter(({ id, status }) => status === 'inForce' || proposals.includes(id));
  let made: Readonly<{ day: CivilDate; deciders: readonly Decider[] }> | undefined;
  return (day) => {
    if (made?.day === day) return made.deciders;
    const deciders = used.flatMap((pack) => {
      const decider = prepareDecider(pack, { asOf: day, switches: law.switchesOn(pack, day) });
      return decider.ok ? [decider.value] : [];
    });
    made = { day, deciders };
    return deciders;
  };
};

/** Grants end within an hour of the day they end on; nothing is shown on one that is over, in any case. */
const HOUR_MILLIS = 3_600_000;

/** Ends grants whose day is over, every hour until the service stops. */
const endGrants = async (
  parts: InquiryServiceParts, { idle, isStopping }: ServiceTimer, tell: (line: string) => void,
): Promise<void> => {
  const failed = (error: unknown): void => {
    const code = error instanceof Fault ? error.code : 'UNEXPECTED';
    tell(`${JSON.stringify({ inquiries: { event: 'failed', code } })}\n`);
  };
  for (await idle(HOUR_MILLIS); !isStopping(); await idle(HOUR_MILLIS)) {
    // Told and tried again: a database that is away now is there later.
    await expireInquiries(parts, failed).catch(failed);
  }
};

/** Inquiries of a running service. @throws UnusableInput for a registry file that cannot be read */
export const inquiriesFor = async (deployment: Deployment, configured: Readonly<{
  inquiries: InquiryConfiguration; certificates: CertificateConfiguration; proposals: readonly string[];
  policies: string | undefined; timer: ServiceTimer; tell: (line: string) => void; law: LawSettings;
}>): Promise<InquiryServiceParts> => {
  const { inquiries, certificates: { organs }, proposals, policies, timer, tell, law } = configured;
  const { rules, bases } = inquiries;
  const packs = [...(await loadPacks(policies)).values()];
  const parts = inquiriesOver(deployment, loadFont, {
    organs, decidersOn: decidersFor(packs, proposals, law), rulesOn: law.inquiriesOn,
    rules: { ...rules, bases: await readBases(bases), piercing: await piercingOf(proposals, policies) },
  });
  void endGrants(parts, timer, tell);
  return parts;
};
