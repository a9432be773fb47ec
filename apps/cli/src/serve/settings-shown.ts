import { basename } from 'node:path';
import type { AdministrationParts } from '@fengcun/application';
import type { SettingShown } from '@fengcun/api';
import type { Pack } from '@fengcun/policy';
import { TERM_RULES, termOf } from '@fengcun/registry';
import type { Configured } from './configuration.ts';

const STANDARD = 'standard';

type Told = Pick<SettingShown, 'value' | 'from'>;
type Given = Pick<Configured, 'sealing' | 'inquiries' | 'config' | 'path'>;

/** A switch of law as this platform has it: inquiries settle K1, K4 and K5, the packs the others. */
const chosen = ({ sealing, inquiries: { rules }, path }: Given, id: string, standard: string): Told => {
  const settled: Readonly<Record<string, string | undefined>> = { K1: rules.K1, ...rules.settled };
  const value = settled[id] ?? sealing.readings[id];
  return value === undefined ? { value: standard, from: STANDARD } : { value, from: basename(path) };
};

const switches = (given: Given, packs: readonly Pack[]): readonly SettingShown[] =>
  packs.flatMap((pack) => pack.switches.map((one): SettingShown => ({
    id: one.id, group: pack.status === 'inForce' ? 'law' : 'proposal', title: one.question,
    ...chosen(given, one.id, one.default), standard: one.default, options: [...one.options],
    cites: [...one.cite],
  })));

/** Terms that no text of law fixes; those it fixes are no settings. */
const terms = ({ sealing: { settings }, path }: Given): readonly SettingShown[] =>
  TERM_RULES.filter((rule) => !termOf(rule).fixedByLaw).map((rule) => {
    const { days, cite } = termOf(rule);
    const set = settings[rule];
    return {
      id: rule, group: 'term', title: { zh: `期限 ${rule}（日）`, en: `term ${rule} (days)` },
      standard: String(days), cites: [cite], ...(set === undefined ? { value: String(days), from: STANDARD }
        : { value: String(set), from: basename(path) }),
    };
  });

const minutes = (config: Given['config'], path: string): readonly SettingShown[] => {
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

const proposals = (
  { sealing: { proposals: on }, path }: Given, packs: readonly Pack[],
): readonly SettingShown[] =>
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

/**
 * What a service was started with, as those who run and audit it see it. Who changed a file is not known
 * here: nothing is said of it.
 */
export const administrationOf = (
  given: Given, packs: readonly Pack[], version: string,
): AdministrationParts => ({
  version,
  settings: [
    ...switches(given, packs.filter(({ id, status }) =>
      status === 'inForce' || given.sealing.proposals.includes(id))),
    ...proposals(given, packs), ...terms(given), ...minutes(given.config, given.path),
  ],
  organs: organsOf(given.sealing),
});
