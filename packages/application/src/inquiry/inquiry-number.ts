import { printedNumber, templateById } from '@fengcun/documents';
import { present } from '@fengcun/kernel';
import type { InquiryRegister } from '@fengcun/registry';

/** Papers of an inquiry, by the ids of their templates. */
export type InquiryPaperId =
  | 'inquiry-receipt' | 'inquiry-supplement-notice' | 'inquiry-not-accepted-notice'
  | 'inquiry-refusal-decision' | 'confidentiality-undertaking' | 'inquiry-result-letter';

/** The number of a paper: the place of the application in the register, with the word of the paper. */
export const printedInquiryNumber = (
  { organWord, year, sequence }: InquiryRegister, paper: InquiryPaperId,
): string => {
  const { seriesWord } = present(templateById(paper), 'a template of the package');
  return printedNumber({ organWord, seriesWord, year, sequence });
};
