import { contentHash, type Json } from '@fengcun/kernel';
import { FACT_FIELDS } from './fact-fields.ts';
import { type EntrySheet, type FactSheet, UNKNOWN } from './fact-sheet.ts';

const isEntry = (member: string | EntrySheet): member is EntrySheet => typeof member === 'object';

const knownOfEntry = (entry: EntrySheet): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== UNKNOWN));

/** The known facts only, in the form `parseFacts` accepts: what is stored or shown of a sheet. */
export const knownFacts = (sheet: FactSheet): Readonly<Record<string, Json>> => {
  const known: Record<string, Json> = {};
  for (const { name } of FACT_FIELDS) {
    const value = sheet[name];
    if (value === UNKNOWN) continue;
    known[name] = Array.isArray(value)
      ? value.map((member: string | EntrySheet) => (isEntry(member) ? knownOfEntry(member) : member)) : value;
  }
  return known;
};

/** Every pack that decides about a sheet names its hash. */
const hashes = new WeakMap<FactSheet, string>();

/**
 * Content hash of what is known: `sha256:` + SHA-256 of the RFC 8785 form of the known facts. A fact that is
 * absent, `null` or `"unknown"` does not change it, nor does the order of properties or of set members.
 */
export const factsHash = (sheet: FactSheet): string => {
  const known = hashes.get(sheet);
  if (known !== undefined) return known;
  const hash = contentHash(knownFacts(sheet));
  // A sheet that could still change is hashed anew each time.
  if (Object.isFrozen(sheet)) hashes.set(sheet, hash);
  return hash;
};
