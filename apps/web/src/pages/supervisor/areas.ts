/** What is counted of one organ in one year, as far as a map shows it. */
export type OrganCounts = Readonly<{ organ: string; mustSeal: number; sealed: number; overdue: number }>;

/** One tile: an area, its organs, and their counts together. */
export type Area = Readonly<{ code: string; organs: readonly string[] }> & Omit<OrganCounts, 'organ'>;

const REGION = /^[^/]+\/(\d{6})/;

/** The six digits of the place an organ belongs to; undefined for a code that names no place. @see GB/T 2260 */
export const regionOf = (organ: string): string | undefined => REGION.exec(organ)?.[1];

/** Digits that tell areas of these organs apart: provinces where there are several, then cities, then districts. */
const digitsOf = (regions: readonly string[]): number =>
  [2, 4].find((digits) => new Set(regions.map((region) => region.slice(0, digits))).size > 1) ?? 6;

/**
 * Counts by area, in the order of codes. Areas are of the highest level at which the organs differ. An organ
 * whose code names no place stands under the empty code and not on the map, so that nothing is lost from sums.
 */
export const areasOf = (rows: readonly OrganCounts[]): readonly Area[] => {
  const digits = digitsOf(rows.flatMap(({ organ }) => regionOf(organ) ?? []));
  const found = new Map<string, Area>();
  for (const { organ, mustSeal, sealed, overdue } of rows) {
    const code = regionOf(organ)?.slice(0, digits) ?? '';
    const area = found.get(code) ?? { code, organs: [], mustSeal: 0, sealed: 0, overdue: 0 };
    found.set(code, {
      code, organs: [...area.organs, organ], mustSeal: area.mustSeal + mustSeal, sealed: area.sealed + sealed,
      overdue: area.overdue + overdue,
    });
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
};

/** Steps of a share from 0 to 4: a colour each, and a word, since a colour alone tells nothing to many people. */
export const stepOf = (part: number, whole: number): 0 | 1 | 2 | 3 | 4 => {
  const share = whole === 0 ? 1 : part / whole;
  if (share >= 1) return 4;
  if (share >= 0.95) return 3;
  if (share >= 0.8) return 2;
  return share >= 0.5 ? 1 : 0;
};

const OF_A_PLACE = /^(.+?)(?:中级)?人民(?:法院|检察院)$/;
const ABOVE = /^.*(?:省|自治区|市|州|盟|地区)(?=.)/;

/** What an area is called in the name of its court (`…省…市临渡区人民法院`: `临渡区`); undefined where none tells. */
export const placeIn = (names: readonly string[]): string | undefined => names
  .map((name) => OF_A_PLACE.exec(name)?.[1]?.replace(ABOVE, ''))
  .find((place) => place !== undefined && place !== '');
