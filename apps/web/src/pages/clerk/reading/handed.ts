/**
 * What one page hands to the next without an address: a text to read, or a code to follow. It is in memory,
 * taken once, and gone with the page: neither may stand in a history.
 */
const handed: { exception?: HandedException; caseCode?: string } = {};

/**
 * A text that waits among the exceptions, and which of them it is: taken in, it need not wait any more.
 * `isProposed`: somebody has already proposed to set it aside, and a page may not agree for a person.
 */
export type HandedException = Readonly<{ text: string; exceptionId: string; version: number; isProposed: boolean }>;

/** Hands the text of an exception over to the page that reads. */
export const handException = (exception: HandedException): void => { handed.exception = exception; };

/** Takes the exception that was handed over, once. */
export const takeException = (): HandedException | undefined => {
  const { exception } = handed;
  delete handed.exception;
  return exception;
};

/** Hands a case code over to the page that follows cases. */
export const handCaseCode = (caseCode: string): void => { handed.caseCode = caseCode; };

/** Takes the code that was handed over, once. */
export const takeCaseCode = (): string | undefined => {
  const { caseCode } = handed;
  delete handed.caseCode;
  return caseCode;
};
