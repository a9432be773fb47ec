import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import type { FactSheet } from '../facts/fact-sheet.ts';
import { slotsOf } from '../facts/slots.ts';
import { covers, type Matter, type Pack } from '../packs/pack.ts';
import { concludeMatter } from './conclude.ts';
import type { Conclusion, DecideRefusal, Decision, Evidence } from './decision.ts';
import { prepareMatter } from './prepare-matter.ts';
import { type DecisionHead, TracedDecision } from './traced-decision.ts';
import { traceMatter } from './trace.ts';

/** What is decided, on which day, with which answers to the open questions (defaults where none is given). */
export type DecideOptions = Readonly<{
  asOf: CivilDate;
  matter?: string;
  switches?: Readonly<Record<string, string>>;
}>;

/** A matter of a pack on one day with one choice of switches, compiled: use it for many sheets. */
export type Decider = Readonly<{
  /** The decision with all its reasons; its `factsHash` is computed when it is first read. */
  trace: (sheet: FactSheet, evidence?: Evidence) => TracedDecision;
  /** The outcome alone; equal to that of `trace`. */
  conclude: (sheet: FactSheet) => Conclusion;
}>;

const refuse = (code: DecideRefusal['code'], message: string): Result<never, DecideRefusal> =>
  err({ code, message });

const chosenSwitches = (
  pack: Pack, wanted: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>>, DecideRefusal> => {
  for (const [id, option] of Object.entries(wanted)) {
    const found = pack.switches.find((each) => each.id === id);
    if (found === undefined) {
      const has = pack.switches.map((each) => each.id).join(', ') || 'none';
      return refuse('SWITCH_UNKNOWN', `pack ${pack.id} has no switch of that name; its switches: ${has}`);
    }
    if (!found.options.includes(option)) {
      return refuse('SWITCH_OPTION_UNKNOWN', `switch ${id} takes one of ${found.options.join(', ')}`);
    }
  }
  return ok(Object.fromEntries(pack.switches.map((each) => [each.id, wanted[each.id] ?? each.default])));
};

const matterOf = (pack: Pack, name: string): Result<Matter, DecideRefusal> => {
  const matter = pack.matters.find((each) => each.name === name);
  if (matter !== undefined) return ok(matter);
  const has = pack.matters.map((each) => each.name).join(', ');
  return refuse('MATTER_UNKNOWN', `pack ${pack.id} does not decide that matter; it decides ${has}`);
};

/**
 * Compiles one matter of a pack (`seal` unless told otherwise) for one as-of date. Refused when the pack is
 * not effective on that day, when it has no such matter, or when a switch or its option does not exist.
 */
export const prepareDecider = (pack: Pack, options: DecideOptions): Result<Decider, DecideRefusal> => {
  const { asOf, matter: name = 'seal' } = options;
  if (!covers(pack.effective, asOf)) {
    const to = pack.effective.to === undefined ? '' : ` until the day before ${pack.effective.to}`;
    const from = `pack ${pack.id} applies from ${pack.effective.from}`;
    return refuse('PACK_NOT_EFFECTIVE', `${from}${to}, not on ${asOf}`);
  }
  const matter = matterOf(pack, name);
  if (!matter.ok) return matter;
  const switches = chosenSwitches(pack, options.switches ?? {});
  if (!switches.ok) return switches;
  const context = { asOf, switches: new Map(Object.entries(switches.value)) };
  const prepared = prepareMatter(pack, matter.value, context);
  const head: DecisionHead = {
    matter: name, pack: pack.id, packStatus: pack.status, packHash: pack.hash, asOf, switches: switches.value,
  };
  return ok({
    trace: (sheet, evidence) =>
      new TracedDecision(head, traceMatter(prepared, slotsOf(sheet), evidence), sheet),
    conclude: (sheet) => concludeMatter(prepared, slotsOf(sheet)),
  });
};

/** LIMIT: compiled matters kept a pack; a caller uses a handful of days and switch choices. */
const DECIDERS_KEPT_MAX = 32;
const deciders = new WeakMap<Pack, Map<string, Result<Decider, DecideRefusal>>>();

const deciderOf = (pack: Pack, options: DecideOptions): Result<Decider, DecideRefusal> => {
  const key = JSON.stringify([options.asOf, options.matter, options.switches]);
  const kept = deciders.get(pack) ?? new Map<string, Result<Decider, DecideRefusal>>();
  const found = kept.get(key);
  if (found !== undefined) return found;
  const made = prepareDecider(pack, options);
  if (kept.size >= DECIDERS_KEPT_MAX) kept.clear();
  deciders.set(pack, kept.set(key, made));
  return made;
};

/** Facts of one record with what proves them. */
export type DecideInput = DecideOptions & Readonly<{ facts: FactSheet; evidence?: Evidence }>;

/** Decides one record and gives the whole decision as plain data. */
export const decide = (pack: Pack, input: DecideInput): Result<Decision, DecideRefusal> => {
  const decider = deciderOf(pack, input);
  return decider.ok ? ok(decider.value.trace(input.facts, input.evidence).toJSON()) : decider;
};

