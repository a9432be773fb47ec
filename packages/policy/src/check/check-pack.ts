import type { Pack } from '../packs/pack.ts';
import { checkCharges } from './check-charges.ts';
import { checkCitations } from './check-citations.ts';
import { checkReach } from './check-reach.ts';
import { checkStructure } from './check-structure.ts';
import type { CheckFinding, CitationResolver } from './finding.ts';

/**
 * Examines a pack that loads: clauses that can never decide, gaps, overlaps, conflicts, thresholds without
 * citation, citations that do not resolve, proposals cited as law, dates that collide, charges misnamed.
 * Reach is examined exactly, on one example of every region of facts, every period and every choice of
 * switches; where a bound is hit the finding `NOT_EXHAUSTIVE` says so. Findings are in the order of the text.
 */
export const checkPack = (pack: Pack, resolve: CitationResolver): readonly CheckFinding[] =>
  [
    ...checkStructure(pack),
    ...checkCitations(pack, resolve),
    ...checkCharges(pack),
    ...pack.matters.flatMap((matter) => checkReach(pack, matter)),
  ].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
