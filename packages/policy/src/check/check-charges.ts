import { findCharge } from '@fengcun/statute';
import { walk } from '../cel/expression.ts';
import type { Clause, Matter, Pack } from '../packs/pack.ts';
import type { CheckFinding } from './finding.ts';

type Named = Readonly<{ name: string; at: CheckFinding['at'] }>;

const chargesOf = (clause: Clause): readonly Named[] =>
  clause.conditions.flatMap((limb) => walk(limb.expression).flatMap((node) =>
    (node.op === 'setTest' && node.set.op === 'fact' && node.set.name === 'charges'
      ? node.list.map((name) => ({ name, at: limb.at })) : [])));

/** What is wrong with a charge's name; undefined when it is the catalogue's own. */
const complaintOf = (name: string): string | undefined => {
  const found = findCharge(name);
  if (!found.ok) return `${name} is no charge of the catalogue, so the condition can never be met by it`;
  return found.value.name === name ? undefined : `${name} is called ${found.value.name} in the catalogue`;
};

const checkClause = (matter: Matter, clause: Clause): readonly CheckFinding[] =>
  chargesOf(clause).flatMap(({ name, at }): readonly CheckFinding[] => {
    const message = complaintOf(name);
    if (message === undefined) return [];
    const place = { matter: matter.name, clause: clause.id, at };
    return [{ code: 'CHARGE_UNKNOWN', severity: 'error', ...place, message }];
  });

/** Charges that the conditions name in words the catalogue does not use; facts carry its names. */
export const checkCharges = (pack: Pack): readonly CheckFinding[] =>
  pack.matters.flatMap((matter) => matter.clauses.flatMap((clause) => checkClause(matter, clause)));
