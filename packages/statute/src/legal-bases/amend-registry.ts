import { canonicalJson, type CivilDate, err, type Json, ok, type Result, sha256Hex } from '@fengcun/kernel';
import { type BasisFinding, checkLegalBases } from './check-registry.ts';
import { isInForce } from './find-basis.ts';
import type { AmendmentKind, LegalBasis, LegalBasisRegistry } from './legal-basis.ts';
import type { BasisProblem } from './object-reader.ts';
import { parseLegalBases } from './parse-registry.ts';

/**
 * One change of the registry. `change`: the norm was amended and reads otherwise from a day on, the old row
 * ends there; `repeal`: it ends; `add`: a new norm; `correct`: the row was wrong all along. `members` are
 * top-level members of a row as they stand in the file.
 */
export type BasisAmendment = Readonly<{ id: string; reason: string }> & Readonly<
  | { kind: 'change'; from: CivilDate; members: Readonly<Record<string, Json>> }
  | { kind: 'repeal'; until: CivilDate }
  | { kind: 'add'; members: Readonly<Record<string, Json>>; occupations?: Readonly<Record<string, string>> }
  | { kind: 'correct'; on: CivilDate; members: Readonly<Record<string, Json>> }
>;

/** Why no new version was made. */
export type AmendRefusal = Readonly<
  | {
    code:
      | 'VERSION_NOT_LATER' | 'NO_SUCH_BASIS' | 'BASIS_EXISTS' | 'NOT_IN_FORCE_BEFORE' | 'REASON_MISSING';
  }
  | { code: 'MALFORMED'; problems: readonly BasisProblem[] }
  | { code: 'CHECK_FAILED'; findings: readonly BasisFinding[] }
>;

/** What an amendment made of a row, as the new version lists it. */
const KIND_OF = {
  change: 'changed', repeal: 'repealed', add: 'added', correct: 'corrected',
} as const satisfies Readonly<Record<BasisAmendment['kind'], AmendmentKind>>;

type Rows = readonly (LegalBasis | Readonly<Record<string, unknown>>)[];

/** The hash of a version: of its data, not of the layout of a file. */
export const legalBasesHash = (registry: LegalBasisRegistry): string =>
  sha256Hex(canonicalJson(JSON.parse(JSON.stringify(registry)) as Json));

const endedOn = ({ until: _old, ...row }: LegalBasis, until: CivilDate): LegalBasis => ({ ...row, until });

const rowsAfter = (bases: readonly LegalBasis[], amendment: BasisAmendment): Result<Rows, AmendRefusal> => {
  const { id } = amendment;
  const exists = bases.some((basis) => basis.id === id);
  if (amendment.kind === 'add') {
    return exists ? err({ code: 'BASIS_EXISTS' }) : ok([...bases, { ...amendment.members, id }]);
  }
  if (!exists) return err({ code: 'NO_SUCH_BASIS' });
  const day = amendment.kind === 'change' ? amendment.from
    : amendment.kind === 'repeal' ? amendment.until : amendment.on;
  const last = bases.filter((basis) => basis.id === id).at(-1);
  // A row without a first day is not in force on any day; it can only be corrected.
  const row = bases.find((basis) => basis.id === id && isInForce(basis, day))
    ?? (amendment.kind === 'correct' ? last : undefined);
  if (row === undefined) return err({ code: 'NOT_IN_FORCE_BEFORE' });
  return ok(bases.flatMap((basis): Rows => {
    if (basis !== row) return [basis];
    if (amendment.kind === 'repeal') return [endedOn(basis, day)];
    if (amendment.kind === 'correct') return [{ ...basis, ...amendment.members, id }];
    return [endedOn(basis, day), { ...basis, ...amendment.members, id, from: day }];
  }));
};

/**
 * A new version of a registry with one amendment. The given version is not touched: the new one has a later
 * date, names its predecessor by hash and lists what was done and why; what the checker calls an error is
 * refused. So every earlier decision can be looked at with the registry of its day.
 */
export const amendLegalBases = (
  registry: LegalBasisRegistry, amendment: BasisAmendment, version: CivilDate,
): Result<LegalBasisRegistry, AmendRefusal> => {
  if (version <= registry.version) return err({ code: 'VERSION_NOT_LATER' });
  if (amendment.reason.trim() === '') return err({ code: 'REASON_MISSING' });
  const rows = rowsAfter(registry.bases, amendment);
  if (!rows.ok) return rows;
  const { id, kind, reason } = amendment;
  const parsed = parseLegalBases(JSON.parse(JSON.stringify({
    ...registry, version, bases: rows.value,
    occupations: { ...registry.occupations, ...(kind === 'add' ? amendment.occupations : {}) },
    supersedes: { version: registry.version, sha256: legalBasesHash(registry) },
    amendments: [{ id, kind: KIND_OF[kind], reason }],
  })));
  if (!parsed.ok) return err({ code: 'MALFORMED', problems: parsed.error });
  const findings = checkLegalBases(parsed.value).filter(({ severity }) => severity === 'error');
  return findings.length > 0 ? err({ code: 'CHECK_FAILED', findings }) : ok(parsed.value);
};

/**
 * Whether a version follows from the one it says it supersedes: hash and date agree, and no row was dropped
 * or rewritten without an amendment that names it.
 */
export const followsFrom = (later: LegalBasisRegistry, earlier: LegalBasisRegistry): boolean => {
  const { supersedes, amendments = [] } = later;
  const named = new Set(amendments.map(({ id }) => id));
  const textOf = (basis: LegalBasis): string => canonicalJson(JSON.parse(JSON.stringify(basis)) as Json);
  const kept = new Set(later.bases.map(textOf));
  return supersedes?.version === earlier.version && supersedes.sha256 === legalBasesHash(earlier)
    && later.version > earlier.version
    && earlier.bases.every((basis) => named.has(basis.id) || kept.has(textOf(basis)))
    && later.bases.every((basis) => named.has(basis.id) || earlier.bases.some(({ id }) => id === basis.id));
};
