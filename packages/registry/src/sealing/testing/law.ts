import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { civil } from '@fengcun/kernel';
import { decide, type Decision, type FactInput, loadPack, type Pack, parseFacts } from '@fengcun/policy';
import { entryItems } from '../../intake/case/entry-items.ts';
import type { OpenCase } from '../../intake/case/case-state.ts';
import type { SubjectToken } from '../../intake/pseudonym.ts';
import { dispositionFacts } from '../triggers/disposition-facts.ts';
import { findDispositions } from '../triggers/find-dispositions.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const packs = new Map<string, Pack>();

/** A shipped pack by its path below `policies`, without the ending. */
export const shippedPack = (path: string): Pack => {
  const known = packs.get(path);
  if (known !== undefined) return known;
  const loaded = loadPack(readFileSync(`${root}policies/${path}.yaml`, 'utf8'));
  assert.ok(loaded.ok, path);
  packs.set(path, loaded.value);
  return loaded.value;
};

/** The law in force. */
export const IN_FORCE: readonly Pack[] = [shippedPack('in-force/cn-juvenile'), shippedPack('in-force/cn-public-order')];

/** What a reading of the documents adds to the case records: dates of acts, findings. */
export type ReadFacts = Readonly<{
  asOf: string; facts?: FactInput; perRecord?: Readonly<Record<string, FactInput>>;
  packs?: readonly Pack[]; switches?: Readonly<Record<string, string>>;
}>;

/** Decisions of the packs on every record of a person, from case records and reading together. */
export const decisionsOn = (state: OpenCase, subject: SubjectToken, read: ReadFacts): ReadonlyMap<string, readonly Decision[]> => {
  const items = entryItems(state, subject);
  return new Map(findDispositions(state, subject).found.map((one) => {
    const told = Object.entries(dispositionFacts(one, items)).filter(([, value]) => value !== 'unknown');
    const facts = parseFacts({ ...read.facts, ...Object.fromEntries(told), ...read.perRecord?.[one.kind] });
    assert.ok(facts.ok, JSON.stringify(facts));
    const decided = (read.packs ?? IN_FORCE).flatMap((pack) => {
      const switches = pack.id === 'cn-juvenile' ? read.switches ?? {} : {};
      const decision = decide(pack, { asOf: civil(read.asOf), facts: facts.value, switches });
      return decision.ok ? [decision.value] : [];
    });
    return [one.recordId, decided] as const;
  }));
};
