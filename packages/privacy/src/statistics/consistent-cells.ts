import { groupOfCharge, type Product, type ProductId, productNamed } from './catalogue.ts';
import { consistentFamily, twoDecimals } from './consistency.ts';
import type { NoisyCell } from './noisy-cell.ts';
import { rational, times } from './rational.ts';

/**
 * Figures that add up, made from published ones: kept apart from the raw cells and never instead of them.
 * `with`: the release whose sums were used.
 */
export type Consistent = Readonly<{
  method: 'none' | 'wls-2level'; with?: string; by?: string;
  cells: readonly (readonly string[])[]; totals: readonly (readonly [string, string])[];
}>;

/** Nothing was published yet with which figures could be made to agree. */
export const noConsistency: Consistent = { method: 'none', cells: [], totals: [] };

type Margin = 'province' | 'chargeGroup';
type Codes = readonly string[];

/** What a cell of a product adds to, where two products count the same events. */
type Margins = Readonly<Partial<Record<Margin, (cell: Codes) => string>>>;
const MARGINS: Readonly<Partial<Record<ProductId, Margins>>> = {
  T1: { province: ([province = '']) => province, chargeGroup: ([, group = '']) => group },
  T2: { province: ([province = '']) => province },
  T3: { chargeGroup: ([charge = '']) => groupOfCharge(charge) },
};

const marginBetween = (one: ProductId, other: ProductId): Margin | undefined =>
  (['province', 'chargeGroup'] as const).find((margin) =>
    MARGINS[one]?.[margin] !== undefined && MARGINS[other]?.[margin] !== undefined);

const codesOf = (cell: NoisyCell): readonly string[] => cell.slice(0, -1).map(String);
const figureOf = (cell: NoisyCell): bigint => BigInt(Number(cell.at(-1)));

type Published = Readonly<{ releaseId: string; product: string; cells: readonly NoisyCell[] }>;

/** A published release of the same quarter that counts the same events and shares a margin. */
const partnerOf = (
  product: Product, published: readonly Published[],
): Readonly<{ margin: Margin; release: Published; partner: Product }> | undefined => {
  for (const release of published) {
    const partner = productNamed(release.product);
    const margin = partner === undefined || partner.id === product.id
      ? undefined : marginBetween(product.id, partner.id);
    if (partner !== undefined && margin !== undefined) return { margin, release, partner };
  }
  return undefined;
};

/**
 * Makes the cells of a product agree with the sums of a release of the same quarter, by weighted least
 * squares. Only published figures go in, so it costs no privacy. Negative figures stay negative: cutting
 * them off would raise every sum.
 */
export const consistentCells = (
  product: Product, published: readonly Published[],
) => (cells: readonly NoisyCell[]): Consistent => {
  const found = partnerOf(product, published);
  const [own, theirs] = [MARGINS[product.id], found && MARGINS[found.partner.id]];
  const [mine, other] = found === undefined ? [] : [own?.[found.margin], theirs?.[found.margin]];
  if (found === undefined || mine === undefined || other === undefined) return noConsistency;
  const parents = Map.groupBy(found.release.cells, (cell) => other(codesOf(cell)));
  const families = Map.groupBy(cells, (cell) => mine(codesOf(cell)));
  const [made, totals]: [string[][], [string, string][]] = [[], []];
  for (const [key, children] of families) {
    const parts = parents.get(key) ?? [];
    const family = consistentFamily({
      children: children.map(figureOf), childVariance: product.sigma2,
      parent: parts.reduce((sum, cell) => sum + figureOf(cell), 0n),
      parentVariance: times(rational(BigInt(Math.max(parts.length, 1))), found.partner.sigma2),
    });
    children.forEach((cell, i) => {
      const figure = family.children[i];
      if (figure !== undefined) made.push([...codesOf(cell), twoDecimals(figure)]);
    });
    totals.push([key, twoDecimals(family.parent)]);
  }
  return { method: 'wls-2level', with: found.release.releaseId, by: found.margin, cells: made, totals };
};
