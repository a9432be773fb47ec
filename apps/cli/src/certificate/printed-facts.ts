import type { PrintedFacts } from '@fengcun/application';
import { readDocument } from '@fengcun/judgment';
import { civilDate } from '@fengcun/kernel';

/** What a file says: its code, and the facts printed beside it. */
export type PrintedPaper = Readonly<{ code: string; facts: PrintedFacts }>;

/** `FENGCUN:CERT:` in UTF-16BE, as a file keeps what is read aloud for the QR symbol. */
const CODE_HEX = Buffer.from('FENGCUN:CERT:', 'utf16le').swap16().toString('hex').toUpperCase();
const CODE = new RegExp(`${CODE_HEX}((?:00(?:4[1-9A-F]|5[0-9A]|3[2-7]))+)`);

/** The code in a file; undefined where there is none. */
export const codeIn = (file: Uint8Array): string | undefined => {
  const found = CODE.exec(Buffer.from(file).toString('latin1'));
  if (found === null) return undefined;
  return Buffer.from(`${CODE_HEX}${found[1] ?? ''}`, 'hex').swap16().toString('utf16le');
};

const FACTS = /被查询人：(.{1,60}?)，国籍：(.{1,40}?)，证件名称：(.{1,40}?)，证件号码：(.{1,40}?)，未发现有犯罪记录/u;
const NUMBER = /（\d{4}）.{1,60}?证字第\d{1,7}号/u;
const UNTIL = /有效期至(\d{4})年(\d{1,2})月(\d{1,2})日/u;
const ISSUED = /([〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/u;
const DIGITS = '〇一二三四五六七八九';

/** A number below a hundred in Chinese numerals. */
const small = (text: string): number => {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['〇', text];
  const ten = tens === '' ? 1 : DIGITS.indexOf(tens ?? '〇');
  return ten * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones ?? '〇'));
};

const yearOf = (text: string): number => Number([...text].map((sign) => DIGITS.indexOf(sign)).join(''));

/**
 * Reads a certificate back from its file: attacker-controlled, so what does not fit is simply not found.
 * LIMIT: what the text layer says; whether it is what the eye sees is what PAdES is for.
 */
export const printedPaper = async (file: Uint8Array, name: string): Promise<PrintedPaper | undefined> => {
  const read = await readDocument(file, name);
  const [first] = read.ok ? read.value : [];
  if (first?.kind !== 'text') return undefined;
  const text = first.text.replace(/\s+/gu, '');
  const [code, told, number, issued] = [codeIn(file), FACTS.exec(text), NUMBER.exec(text), ISSUED.exec(text)];
  if (code === undefined || told === null || number === null || issued === null) return undefined;
  const day = civilDate(yearOf(issued[1] ?? ''), small(issued[2] ?? ''), small(issued[3] ?? ''));
  const until = UNTIL.exec(text);
  const limit = until === null ? undefined : civilDate(Number(until[1]), Number(until[2]), Number(until[3]));
  if (!day.ok || limit?.ok === false) return undefined;
  const [, person = '', nationality = '', documentType = '', documentNumber = ''] = told;
  const organ = text.slice(0, text.indexOf('无犯罪记录证明'));
  return {
    code, facts: {
      number: number[0], organ, issuedOn: day.value, name: person, nationality, documentType, documentNumber,
      ...(limit === undefined ? {} : { validUntil: limit.value }),
    },
  };
};
