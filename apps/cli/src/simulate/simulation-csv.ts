import type { SimulationResult } from '@fengcun/application';

/**
 * Text for a spreadsheet: quoted where it must be. Cells are our own ids and numbers, so no formula can begin
 * one.
 */
const cell = (value: string | number): string =>
  (typeof value === 'string' && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value));

/**
 * The result as CSV, one number a line: `run,complete,pack,section,item,outcome,records`. Sections:
 * `coverage`,
 * `clause`, `clauseLater`, `sealsByYear`, `openFact`, `openFactAlone`, `missingFact`.
 */
export const simulationCsv = (result: SimulationResult): string => {
  const lines = result.packs.flatMap((pack) => [
    ...Object.entries(pack.coverage).map(([item, records]) => ['coverage', item, '', records] as const),
    ...pack.clauses.map(({ clause, outcome, records }) => ['clause', clause, outcome, records] as const),
    ...pack.clauses.filter(({ later }) => later > 0)
      .map(({ clause, outcome, later }) => ['clauseLater', clause, outcome, later] as const),
    ...Object.entries(pack.sealsByYear).map(([year, records]) => ['sealsByYear', year, '', records] as const),
    ...pack.openFacts.map(({ fact, records }) => ['openFact', fact, '', records] as const),
    ...pack.openFacts.map(({ fact, alone }) => ['openFactAlone', fact, '', alone] as const),
    ...pack.missingFacts.map((fact) => ['missingFact', fact, '', result.population.read] as const),
  ].map((line) => [result.runId, String(result.complete), pack.pack, ...line].map(cell).join(',')));
  return `run,complete,pack,section,item,outcome,records\n${lines.join('\n')}\n`;
};
