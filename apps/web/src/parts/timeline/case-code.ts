/** Signs that people put between groups, and that scanners and printers add. */
const SEPARATORS = /[\s\u00ad\u200b-\u200d\u2010-\u2015\u2212\ufeff·.-]+/g;
const URI_PREFIX = 'FENGCUN:CASE:';
const FORM = /^[0-9A-HJKMNP-TV-Z]{16}\d{2}$/;
const GROUP = /.{1,4}/g;
const TEXT_MAX = 64;

/**
 * A case code as it is typed or scanned, in the form of the interface; undefined where it cannot be one. The
 * service looks at the check digits: what they refuse is told like a code that was never given.
 */
export const readCode = (typed: string): string | undefined => {
  if (typed.length > TEXT_MAX) return undefined;
  const plain = typed.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  const bare = plain.startsWith(URI_PREFIX) ? plain.slice(URI_PREFIX.length) : plain;
  const code = bare.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return FORM.test(code) ? code : undefined;
};

/** For reading aloud and copying by hand: `8H3K-2M4P-9QRS-TV0X-57`. */
export const printedCode = (code: string): string => code.match(GROUP)?.join('-') ?? code;
