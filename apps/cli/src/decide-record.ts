import { type CivilDate, parseCivilDate } from '@fengcun/kernel';
import { decide, type Decision, type Pack, type ParameterChoice } from '@fengcun/policy';
import { orderDecisions } from '@fengcun/registry';
import { UnusableInput } from './exit.ts';
import type { RecordToDecide } from './records.ts';

/** How records are decided: packs, day, matter, answers to open questions. */
export type DecideSettings = Readonly<{
  packs: readonly Pack[];
  asOf: CivilDate;
  matter: string;
  switches: Readonly<Record<string, string>>;
  /** Packs named by the user must apply; of the packs in force only those effective on the day do. */
  packsAreNamed: boolean;
}>;

/** Parses `--as-of`. @throws UnusableInput */
export const parseAsOf = (text: string): CivilDate => {
  const parsed = parseCivilDate(text);
  if (parsed.ok) return parsed.value;
  throw new UnusableInput('--as-of: not a date of the calendar; write YYYY-MM-DD, for example 2026-11-21');
};

/** Parses `--switch K3=unseal` options. @throws UnusableInput */
export const parseSwitches = (given: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(given.map((text) => {
    const at = text.indexOf('=');
    if (at <= 0) throw new UnusableInput('--switch: write NAME=OPTION, for example K3=unseal');
    return [text.slice(0, at), text.slice(at + 1)];
  }));

const parameterValue = (text: string): number | readonly string[] =>
  (/^-?\d{1,9}$/.test(text) ? Number(text)
    : text.split(',').map((name) => name.trim()).filter((name) => name !== ''));

/**
 * Parses `--parameter MaxMonths=18` and `--parameter Excluded=drug,gang` (nothing after = is no name at all).
 * @throws UnusableInput
 */
export const parseParameters = (given: readonly string[]): ParameterChoice =>
  Object.fromEntries(given.map((text) => {
    const at = text.indexOf('=');
    if (at > 0) return [text.slice(0, at), parameterValue(text.slice(at + 1))];
    throw new UnusableInput('--parameter: write NAME=VALUE, for example MaxMonths=18 or Excluded=drug,gang');
  }));

/** Refuses parameters no pack has. @throws UnusableInput naming those there are */
export const checkParameters = (packs: readonly Pack[], given: ParameterChoice): void => {
  const ids = new Set(packs.flatMap((pack) => pack.parameters.map((each) => each.id)));
  for (const id of Object.keys(given)) {
    if (ids.has(id)) continue;
    const has = [...ids].join(', ') || 'none';
    throw new UnusableInput(`--parameter ${id}: none of the packs has that parameter; they have ${has}`);
  }
};

const switchesOf = (pack: Pack, wanted: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(wanted).filter(([id]) => pack.switches.some((each) => each.id === id)));

/** Refuses switches no pack has, before anything is decided. @throws UnusableInput */
export const checkSwitches = (
  { packs, switches }: Pick<DecideSettings, 'packs' | 'switches'>,
): void => {
  for (const id of Object.keys(switches)) {
    if (!packs.some((pack) => pack.switches.some((each) => each.id === id))) {
      throw new UnusableInput(`--switch ${id}: none of the packs has that switch`);
    }
  }
};

/**
 * Decisions of one record by every pack, the one that counts first.
 * @throws UnusableInput when a named pack does not apply on the day, or has no such matter or switch option
 */
export const decideRecord = (record: RecordToDecide, settings: DecideSettings): readonly Decision[] => {
  const decisions = settings.packs.flatMap((pack): Decision[] => {
    const decision = decide(pack, {
      facts: record.facts, evidence: record.evidence, asOf: settings.asOf, matter: settings.matter,
      switches: switchesOf(pack, settings.switches),
    });
    if (decision.ok) return [decision.value];
    const isPassedOver = ['PACK_NOT_EFFECTIVE', 'MATTER_UNKNOWN'].includes(decision.error.code);
    if (isPassedOver && !settings.packsAreNamed) return [];
    throw new UnusableInput(decision.error.message);
  });
  return orderDecisions(decisions);
};
