/**
 * What one page hands to the next without an address: a text to read, or a code to follow. It is in memory,
 * taken once, and gone with the page: neither may stand in a history.
 */
const handed: { text?: string; caseCode?: string } = {};

/** Hands a text over to the page that reads. */
export const handText = (text: string): void => { handed.text = text; };

/** Takes the text that was handed over, once. */
export const takeText = (): string | undefined => {
  const { text } = handed;
  delete handed.text;
  return text;
};

/** Hands a case code over to the page that follows cases. */
export const handCaseCode = (caseCode: string): void => { handed.caseCode = caseCode; };

/** Takes the code that was handed over, once. */
export const takeCaseCode = (): string | undefined => {
  const { caseCode } = handed;
  delete handed.caseCode;
  return caseCode;
};
