const WRITTEN = /^(\d{4})(?:-|\.|\/|年)(\d{1,2})(?:-|\.|\/|月)(\d{1,2})日?$/;
const TOGETHER = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * A day as people write it (2025年3月4日, 2025.3.4, 2025/03/04, 20250304) as `2025-03-04`; anything else stays as it
 * was written, so that whoever reads it says what is wrong. Whether there is such a day is not looked at.
 */
export const dayWritten = (text: string): string => {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const [, year, month = '', day = ''] = WRITTEN.exec(plain) ?? TOGETHER.exec(plain) ?? [];
  return year === undefined ? text.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
