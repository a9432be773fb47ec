import { assert } from '@fengcun/kernel';
import data from '../data/legal-bases.json' with { type: 'json' };
import type { LegalBasisRegistry } from './legal-basis.ts';
import { parseLegalBases } from './parse-registry.ts';

const parsed = parseLegalBases(data);
assert(parsed.ok, 'the registry of legal bases that ships with the program is well formed');

/**
 * The registry that ships: norms that bar from occupations or status, 81 at this version. A deployment may
 * use a later version made by `amendLegalBases`. Tags tell how well each row is known.
 */
export const LEGAL_BASES: LegalBasisRegistry = parsed.value;
