import { clauseLinesOf, type Counted, coverageOf, factsOfVariant, type OpenFact,
  sealsByYearOf } from '@fengcun/policy';
import type { PopulationMeta } from './population-meta.ts';
import type { PackResult } from './result.ts';
import type { ThreadReport } from './thread-protocol.ts';

type About = Readonly<{
  meta: PopulationMeta;
  switches: readonly Readonly<Record<string, string>>[];
  openFacts: readonly (readonly OpenFact[])[];
}>;

/** Adds up what the threads counted, in the words of the packs; clauses in the order of the pack. */
export const packResults = (
  program: Counted, reports: readonly ThreadReport[], about: About,
): readonly PackResult[] => program.variants.map((opened, v) => {
  const { pack } = opened;
  const counted = clauseLinesOf(program, reports, v);
  return {
    pack: pack.id, version: pack.version, status: pack.status, hash: pack.hash,
      switches: about.switches[v] ?? {},
    coverage: coverageOf(counted),
    clauses: counted.map(({ clause, outcome, records, later }) => ({ clause, outcome, records, later })),
    sealsByYear: sealsByYearOf(reports, v),
    openFacts: about.openFacts[v] ?? [],
    missingFacts: factsOfVariant(opened).filter((fact) => about.meta.columns[fact] === undefined),
  };
});
