import states from './data/states.json' with { type: 'json' };

/**
 * Codes that passports print and ISO 3166-1 does not have: organisations, British statuses, stateless
 * persons and refugees, and codes in use by agreement.
 * @see ICAO Doc 9303-3 §5 (codes for nationality, place of birth and issuing state)
 */
const ICAO_ONLY = [
  'GBD', 'GBN', 'GBO', 'GBP', 'GBS', 'UNO', 'UNA', 'UNK', 'XBA', 'XIM', 'XCC', 'XCE', 'XCO', 'XEC', 'XPO',
  'XES', 'XMP', 'XOM', 'XDC', 'XXA', 'XXB', 'XXC', 'XXX', 'RKS', 'XKX', 'EUE', 'IAO', 'ROM', 'ZAR',
] as const;

const ALPHA_3: ReadonlySet<string> = new Set([...Object.keys(states), ...ICAO_ONLY]);
const BY_NUMBER: ReadonlyMap<string, string> =
  new Map(Object.entries(states).map(([alpha, number]) => [number, alpha]));

/** German passports print `D` where the code has three letters. */
const WRITINGS: ReadonlyMap<string, string> = new Map([['D', 'DEU'], ['D<<', 'DEU']]);

/** The three-letter code of a state as a passport or a message prints it; undefined for no known code. */
export const stateCode = (text: string): string | undefined => {
  const code = text.normalize('NFKC').trim().toUpperCase();
  const known = WRITINGS.get(code) ?? code;
  return ALPHA_3.has(known) ? known : undefined;
};

/** The three-letter code of an ISO 3166-1 number of three digits. */
export const stateOfNumber = (digits: string): string | undefined => BY_NUMBER.get(digits);
