import {
  type DistrictOrgan, type ExchangeOrgan, type OrganNames, parseOrganNames, parseOrgans,
} from '@fengcun/application';
import { parseTermSettings, type TermSettings } from '@fengcun/registry';
import { UnusableInput } from '../exit.ts';

/** What a configuration says of sealing: who this platform is, its organs, and what no text fixes. */
export type SealingConfiguration = Readonly<{
  /** Name of this platform among the organs, `platform/1`. */
  organ: string;
  organs: readonly ExchangeOrgan[]; districts: readonly DistrictOrgan[];
  settings: TermSettings;
  /** Ids of proposal packs that are switched on. */
  proposals: readonly string[];
  /** Readings of open questions of law, such as K2; those of the packs where none is chosen. */
  readings: Readonly<Record<string, string>>;
  /** Names of organs, for papers. */
  names: OrganNames;
  /** The procuratorate that supervises this platform: alarmed where no nearer one is known. */
  supervisor?: string;
}>;

/** A platform whose configuration names no organs: it seals, and its orders wait for organs to be named. */
export const NO_ORGANS: SealingConfiguration = {
  organ: 'platform/1', organs: [], districts: [], settings: {}, proposals: [], readings: {},
  names: new Map(),
};

const KNOWN = ['organ', 'supervisor', 'organs', 'names', 'terms', 'proposals', 'readings'];
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
const PROCURATORATE = /^procuratorate\/[0-9A-Z-]{1,32}$/;
const DISTRICT = /^[0-9A-Za-z-]{1,32}$/;
const PROPOSAL = /^[a-z][a-z0-9-]{1,63}$/;

const memberOf = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

const districtsOf = (organs: readonly unknown[], wrong: string[]): readonly DistrictOrgan[] =>
  organs.flatMap((one, at): readonly DistrictOrgan[] => {
    const [organ, district] = [memberOf(one, 'organ'), memberOf(one, 'district')];
    if (district === undefined || typeof organ !== 'string') return [];
    if (typeof district === 'string' && DISTRICT.test(district)) return [{ organ, district }];
    wrong.push(`organs[${at}].district: letters, digits and hyphens, such as 110105`);
    return [];
  });

const termsOf = (value: unknown, wrong: string[]): TermSettings => {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const days = Object.fromEntries(given.map(([rule, count]) =>
    [rule, typeof count === 'number' ? count : Number.NaN]));
  const terms = parseTermSettings(days);
  if (terms.ok) return terms.value;
  for (const { rule, code } of terms.error) wrong.push(`terms.${rule}: ${code}`);
  return {};
};

const proposalsOf = (value: unknown, wrong: string[]): readonly string[] => {
  const names: readonly unknown[] = Array.isArray(value) ? value : [];
  const proposals = names.filter((one): one is string => typeof one === 'string' && PROPOSAL.test(one));
  if (proposals.length < names.length) wrong.push('proposals: ids of packs, such as cn-a1');
  return proposals;
};

const supervisorOf = (value: unknown, wrong: string[]): Pick<SealingConfiguration, 'supervisor'> => {
  if (value === undefined) return {};
  if (typeof value === 'string' && PROCURATORATE.test(value)) return { supervisor: value };
  wrong.push('supervisor: the procuratorate that supervises this platform, such as procuratorate/110000');
  return {};
};

const readingsOf = (value: unknown, wrong: string[]): SealingConfiguration['readings'] => {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(given.flatMap(([name, option]): readonly (readonly [string, string])[] => {
    if (typeof option === 'string') return [[name, option]];
    wrong.push(`readings.${name}: an option of the pack, such as "fiveYearsOrMore"`);
    return [];
  }));
};

/**
 * Reads the member `exchange` of a configuration file.
 * @throws UnusableInput with every mistake in it
 */
export const parseExchange = (value: unknown, path: string): SealingConfiguration => {
  if (value === undefined) return NO_ORGANS;
  const wrong: string[] = [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong.push('must be an object');
  for (const name of typeof value === 'object' && value !== null ? Object.keys(value) : []) {
    if (!KNOWN.includes(name)) wrong.push(`${name}: is no setting; known are ${KNOWN.join(', ')}`);
  }
  const organ = memberOf(value, 'organ') ?? NO_ORGANS.organ;
  if (typeof organ !== 'string' || !ORGAN.test(organ)) {
    wrong.push('organ: the name of this platform, such as platform/1');
  }
  const told = memberOf(value, 'organs') ?? [];
  const organs = parseOrgans(told);
  if (!organs.ok) wrong.push(...organs.error);
  const districts = districtsOf(Array.isArray(told) ? told : [], wrong);
  const settings = termsOf(memberOf(value, 'terms'), wrong);
  const proposals = proposalsOf(memberOf(value, 'proposals'), wrong);
  const readings = readingsOf(memberOf(value, 'readings'), wrong);
  const supervisor = supervisorOf(memberOf(value, 'supervisor'), wrong);
  const names = parseOrganNames(memberOf(value, 'names'));
  if (!names.ok) wrong.push(...names.error);
  if (wrong.length > 0) {
    throw new UnusableInput(`${path}: exchange:\n${wrong.map((one) => `  ${one}`).join('\n')}`);
  }
  return {
    organ: typeof organ === 'string' ? organ : NO_ORGANS.organ, organs: organs.ok ? organs.value : [],
    ...supervisor, districts, settings, proposals, readings, names: names.ok ? names.value : NO_ORGANS.names,
  };
};
