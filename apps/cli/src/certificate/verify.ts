import { existsSync, readFileSync } from 'node:fs';
import { verifyCertificate } from '@fengcun/application';
import { parseVerificationCode, signedBytes } from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import type { Arguments } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { keyFor } from './key.ts';
import { printedPaper } from './printed-facts.ts';

type Checked = Readonly<{ status: 'valid' | 'unknown'; issuedOn?: string; checked: 'paper' | 'code' }>;

const checkFile = async (given: Arguments, path: string): Promise<Checked> => {
  const paper = await printedPaper(readFileSync(path), path);
  if (paper === undefined) return { status: 'unknown', checked: 'paper' };
  return { ...verifyCertificate([await keyFor(given)], paper.code, paper.facts), checked: 'paper' };
};

/** LIMIT: a code alone proves that it was issued, and on which day; not what is printed beside it. */
const checkCode = async (given: Arguments, text: string): Promise<Checked> => {
  const parsed = parseVerificationCode(text);
  if (!parsed.ok) return { status: 'unknown', checked: 'code' };
  const { claim, signature } = parsed.value;
  const { keyId, key } = await keyFor(given);
  const isOurs = keyId === claim.keyId && key.verify(signedBytes(claim), signature);
  return isOurs ? { status: 'valid', issuedOn: claim.issuedOn, checked: 'code' }
    : { status: 'unknown', checked: 'code' };
};

const inWords = ({ status, issuedOn, checked }: Checked, { language }: Terminal): string => {
  if (status === 'unknown') {
    return language === 'zh' ? '核验未通过：没有这样的证明\n' : 'unknown: nothing is known of such a paper\n';
  }
  const what = checked === 'paper' ? ['所载内容与出具时一致', 'as it stands']
    : ['仅核验了核验码，请与证明所载内容核对', 'only the code was checked; check the paper itself'];
  return language === 'zh' ? `有效：${issuedOn} 出具，${what[0]}\n` : `valid: issued on ${issuedOn}, ${what[1]}\n`;
};

/** `certificate verify FILE|CODE`: offline, with the public key; nothing later changes the answer. */
export const verify = async (
  given: Arguments, words: readonly string[], terminal: Terminal,
): Promise<ExitCode> => {
  const [target] = words;
  if (target === undefined || words.length > 1) {
    throw new UnusableInput('certificate verify: name one file or code');
  }
  const checked = await (existsSync(target) ? checkFile(given, target) : checkCode(given, target));
  terminal.out(given.values['json'] === true ? `${JSON.stringify(checked)}\n` : inWords(checked, terminal));
  return checked.status === 'valid' ? EXIT.done : EXIT.findings;
};
