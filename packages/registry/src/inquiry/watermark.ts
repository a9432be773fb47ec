import type { InquiryApplication } from './inquiry-application.ts';

/** What a watermark says: who asked, through whom, when, and under which number. */
export type WatermarkParts = Readonly<{ application: InquiryApplication; number: string; at: string }>;

/**
 * The text that stands across every page and every answer: inquirer, officer, number and time in
 * Asia/Shanghai. The person asked about is not in it. @see 2022 Measures art. 17(1)
 */
export const watermarkText = ({ application, number, at }: WatermarkParts): string => {
  const time = Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime()
    .toString({ smallestUnit: 'second' }).replace('T', ' ');
  const officer = application.officer === undefined ? '' : ` ${application.officer.name}`;
  return `${application.inquirer.name}${officer} ${number} ${time}`;
};
