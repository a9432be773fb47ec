import { basename } from 'node:path';
import {
  type AdministrationParts, APPLICATIONS_OF_DAY, type KnownSetting, type LiveSettings, sealOrgans,
  settingsShown,
} from '@fengcun/application';
import type { CivilDate } from '@fengcun/kernel';
import type { Pack, PackSwitch } from '@fengcun/policy';
import { TERM_DAYS_MAX, TERM_RULES, termOf } from '@fengcun/registry';
import type { Configured } from './configured.ts';
import { ASKED_EACH_TIME } from './law-settings.ts';

const STANDARD = 'standard';

type Told = Pick<KnownSetting, 'value' | 'from'>;
type Given = Pick<Configured, 'sealing' | 'inquiries' | 'certificates' | 'config' | 'path'>;

/** Questions that inquiries answer: settled for all of them, or by a person in each. */
const INQUIRY_OPTIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  K4: [ASKED_EACH_TIME, 'judicialOnly', 'asLawNames'], K5: [ASKED_EACH_TIME, 'noRecord', 'asBasisAllows'],
};

/** A switch of law as the configuration has it: inquiries settle K1, K4 and K5, the packs the others. */
const configured = ({ sealing, inquiries: { rules }, path }: Given, { id, usedIn }: PackSwitch,
  standard: string): Told => {
  const settled: Readonly<Record<string, string | undefined>> = { K1: rules.K1, ...rules.settled };
  const value = usedIn === undefined ? sealing.readings[id] : settled[id];
  return value === undefined ? { value: standard, from: STANDARD } : { value, from: basename(path) };
};

const switches = (given: Given, packs: readonly Pack[]): readonly KnownSetting[] =>
  packs.flatMap(({ status, switches: questions }) => questions.map((one): KnownSetting => {
    const options = [...INQUIRY_OPTIONS[one.id] ?? one.options];
    const standard = one.id in INQUIRY_OPTIONS ? ASKED_EACH_TIME : one.default;
    const isLaw = status === 'inForce';
    return {
      id: one.id, group: isLaw ? 'law' : 'proposal', title: one.question, ...configured(given, one, standard),
      standard, options, cites: [...one.cite],
      // LAW: a switch picks a reading of an open question of the law in force; a proposal stays one.
      ...(isLaw ? { may: { options } } : {}),
    };
  }));

/** Terms that no text of law fixes; those it fixes are no settings. */
const terms = ({ sealing: { settings }, path }: Given): readonly KnownSetting[] =>
  TERM_RULES.filter((rule) => !termOf(rule).fixedByLaw).map((rule) => {
    const { days, cite } = termOf(rule);
    const set = settings[rule];
    return {
      id: rule, group: 'term', title: { zh: `期限 ${rule}（日）`, en: `term ${rule} (days)` },
      standard: String(days), cites: [cite], may: { lowest: 0, highest: TERM_DAYS_MAX },
      ...(set === undefined ? { value: String(days), from: STANDARD }
        : { value: String(set), from: basename(path) }),
    };
  });

const minutes = (config: Given['config'], path: string): readonly KnownSetting[] => {
  const { signIn } = config;
  if (signIn === undefined) return [];
  const rows = [
    ['sessionMinutes', '一次登录最长（分钟）', 'longest session (minutes)', signIn.sessionMinutes],
    ['idleMinutes', '无操作自动退出（分钟）', 'idle until signed out (minutes)', signIn.idleMinutes],
    ['secondFactorMinutes', '第二重验证有效（分钟）', 'second factor counts for (minutes)', signIn.secondFactorMinutes],
  ] as const;
  return rows.map(([id, zh, en, value]) => ({
    id, group: 'access', title: { zh, en }, value: String(value), standard: String(value),
    cites: ['GB/T 22239-2019 8.1.4.1'], from: basename(path),
  }));
};

/** Our own choice: no text names the number. */
const applicationsOfDay = ({ certificates, path }: Given): KnownSetting => {
  const [value, standard] = [certificates.applicationsOfDay, APPLICATIONS_OF_DAY];
  return {
    id: 'certificates.applicationsOfDay', group: 'access', value: String(value), standard: String(standard),
    title: {
      zh: '一名工作人员一天受理他人无犯罪记录证明申请的上限（件；本系统自定，并非法律规定）',
      en: 'applications for certificates one person takes for others in a day (our own choice, not law)',
    },
    cites: [], from: value === standard ? STANDARD : basename(path),
  };
};

const proposals = (
  { sealing: { proposals: on }, path }: Given, packs: readonly Pack[],
): readonly KnownSetting[] =>
  packs.filter(({ status }) => status === 'proposal').map(({ id, title }) => ({
    id, group: 'proposal', title,
    value: on.includes(id) ? 'on' : 'off', standard: 'off', options: ['off', 'on'], cites: [],
    from: on.includes(id) ? basename(path) : STANDARD,
  }));

/** Organs of the exchange and those that have a name, each once. */
const organsOf = ({ organs, names }: Given['sealing']): AdministrationParts['organs'] =>
  [...new Set([...organs.map(({ organ }) => organ), ...names.keys()])].map((organ) => {
    const name = names.get(organ);
    return { organ, ...(name === undefined ? {} : { name }) };
  });

/** What the configuration says of an organ: address, keys, who stands above it and who supervises it. */
const directoryOf = (
  { organs, districts, names, supervisor }: Given['sealing'],
): NonNullable<AdministrationParts['directory']> => {
  const known = [...organs.map(({ organ }) => organ), ...names.keys()];
  const { superiorOf, supervisorOf } = sealOrgans(districts, known, supervisor);
  const configuredOrgans = new Map(organs.map((one) => [one.organ, one]));
  return (organ) => {
    const one = configuredOrgans.get(organ);
    const [superior, supervising] = [superiorOf(organ), supervisorOf(organ)];
    return {
      keys: (one?.keys ?? []).map(({ keyId, since }) =>
        ({ keyId, ...(since === undefined ? {} : { since }) })),
      ...(one === undefined ? {} : { address: one.address }), ...(superior === undefined ? {} : { superior }),
      ...(supervising === undefined ? {} : { supervisor: supervising }),
    };
  };
};

/**
 * What a service was started with, and what administrators agreed on since, for those who run and audit it.
 */
export const administrationOf = (
  given: Given, packs: readonly Pack[],
  { version, live, today }: Readonly<{ version: string; live: LiveSettings; today: () => CivilDate }>,
): Readonly<{ parts: AdministrationParts; known: readonly KnownSetting[] }> => {
  const known = [
    ...switches(given, packs.filter(({ id, status }) =>
      status === 'inForce' || given.sealing.proposals.includes(id))),
    ...proposals(given, packs), ...terms(given), ...minutes(given.config, given.path),
    applicationsOfDay(given),
  ];
  const settings = () => settingsShown({ live, known }, today());
  const [organs, directory] = [organsOf(given.sealing), directoryOf(given.sealing)];
  return { known, parts: { version, settings, organs, directory } };
};
