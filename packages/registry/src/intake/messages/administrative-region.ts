/** Digits of a code of GB/T 2260: two for the province, two for the prefecture, two for the county. */
const REGION = /^\d{6}/;
/** 直辖市: their counties lie under the city itself; the codes between (1101, 1102) name no level of organs. */
const MUNICIPALITIES: ReadonlySet<string> = new Set(['11', '12', '31', '50']);
const NATIONAL = '000000';

/**
 * The administrative region of an organ, as its registered code begins with it (GB/T 2260); undefined for a
 * code of another kind, which tells no level.
 */
export const regionOf = (code: string): string | undefined => REGION.exec(code)?.[0];

/**
 * The regions one level above, nearest first: of a county its prefecture, of a prefecture its province, of a
 * province the whole country; of a county of 直辖市 a branch at the code between, else the city. Empty for
 * the whole country.
 */
export const regionsAbove = (region: string): readonly string[] => {
  const [province, prefecture, county] = [region.slice(0, 2), region.slice(2, 4), region.slice(4, 6)];
  if (region === NATIONAL) return [];
  if (county !== '00') {
    const above = `${province}${prefecture}00`;
    return MUNICIPALITIES.has(province) ? [above, `${province}0000`] : [above];
  }
  return prefecture === '00' ? [NATIONAL] : [`${province}0000`];
};
