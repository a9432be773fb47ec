import { type Deployment, type LiveSettings, openLiveSettings } from '@fengcun/application';
import { type CivilDate, Fault } from '@fengcun/kernel';
import {
  type InquiryReadings, isTermRule, parseTermSettings, TERM_RULES, type TermSettings,
} from '@fengcun/registry';
import { UnusableInput } from '../exit.ts';
import type { Configured } from './configured.ts';
import { NO_ORGANS } from './exchange-configuration.ts';
import type { LawSettings } from './law-of-day.ts';

/** A question of inquiries that nobody settled: a person answers it in each of them. */
export const ASKED_EACH_TIME = 'askedEachTime';

type Given = Readonly<{
  sealing: Pick<Configured['sealing'], 'readings' | 'settings'>; inquiries: Configured['inquiries'];
}>;

/** A reading of inquiries. A value that is none of theirs settles nothing: a person is asked. */
const readingsOn = (
  live: LiveSettings, day: CivilDate, file: InquiryReadings | undefined,
): InquiryReadings => {
  const [K4, K5] = (['K4', 'K5'] as const).map((id) => live.on(id, day)?.after ?? file?.[id]);
  return {
    ...(K4 === 'judicialOnly' || K4 === 'asLawNames' ? { K4 } : {}),
    ...(K5 === 'noRecord' || K5 === 'asBasisAllows' ? { K5 } : {}),
  };
};

const termsOn = (live: LiveSettings, day: CivilDate, file: TermSettings): TermSettings => {
  const agreed = TERM_RULES.flatMap((rule): readonly (readonly [string, number])[] => {
    const change = live.on(rule, day);
    return change === undefined ? [] : [[rule, Number(change.after)]];
  });
  if (agreed.length === 0) return file;
  const terms = parseTermSettings({ ...file, ...Object.fromEntries(agreed) });
  if (terms.ok) return terms.value;
  const rule = terms.error.map((one) => one.rule).find(isTermRule) ?? '';
  throw new Fault('SETTINGS_UNREADABLE', `The term ${rule} was set to what it cannot be; set it anew.`);
};

/** Joins configuration and what two administrators agreed on; asked anew for each day. */
const lawSettings = ({ sealing, inquiries: { rules } }: Given, live: LiveSettings): LawSettings => ({
  // LAW: a switch picks a reading of an open question; which packs decide at all is no switch.
  switchesOn: ({ switches }, day) => Object.fromEntries(switches.flatMap(({ id, options }) => {
    const value = live.on(id, day)?.after ?? sealing.readings[id];
    return value !== undefined && options.includes(value) ? [[id, value]] : [];
  })),
  termsOn: (day) => termsOn(live, day, sealing.settings),
  inquiriesOn: (day) => {
    const K1 = live.on('K1', day)?.after ?? rules.K1;
    return {
      settled: readingsOn(live, day, rules.settled),
      ...(K1 === 'threeWorkingDays' || K1 === 'sevenDays' ? { K1 } : {}),
    };
  },
});

/** The same with nothing but the sealing part of a configuration, as commands of the command line have it. */
export const sealingLaw = async (
  deployment: Deployment, sealing: Given['sealing'] = NO_ORGANS,
): Promise<LawSettings> => lawSettings({ sealing, inquiries: { rules: {} } }, await openSettings(deployment));

/** What was agreed on. @throws UnusableInput where it cannot be read: nothing is decided by a guess */
const openSettings = async (deployment: Deployment): Promise<LiveSettings> => {
  try {
    return await openLiveSettings(deployment);
  } catch (error) {
    if (error instanceof Fault
      && error.code === 'SETTINGS_UNREADABLE') throw new UnusableInput(error.message);
    throw error;
  }
};

/** What was agreed on, and with it what the law leaves open, for a service. @throws UnusableInput */
export const openLaw = async (
  deployment: Deployment, given: Given,
): Promise<Readonly<{ live: LiveSettings; law: LawSettings }>> => {
  const live = await openSettings(deployment);
  return { live, law: lawSettings(given, live) };
};
