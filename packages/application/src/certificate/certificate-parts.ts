import type { CertificateSettings, IdentityDocument } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';

/** An organ as its papers name it: the short form it numbers with, and its name. */
export type PaperOrgan = Readonly<{ word: string; name: string }>;

/**
 * What certificates stand on. `now`: the legal time in milliseconds, which a demonstration may run faster
 * than the clock of the deployment. `isOwnIdentity`: whether the number is that of the person behind an
 * account; without it nobody applies for themselves over the network.
 */
export type CertificateParts = Readonly<{
  deployment: Deployment;
  now: () => number;
  settings: CertificateSettings;
  organs: Readonly<Record<string, PaperOrgan>>;
  /**
   * The organ that answers whoever applies over the network and belongs to none. LAW: 户籍地 or 居住地 police; the
   * account names neither, so a deployment names the one [I]. @see 《公安机关办理犯罪记录查询工作规定》第6条
   */
  networkOrgan?: string;
  /** Applications of a legal day that one person takes for others; without it there is no bound. */
  applicationsOfDay?: number;
  isOwnIdentity?: (accountId: string, document: IdentityDocument) => Promise<boolean>;
  /** Whether it is that of somebody whom the account acts for; without it guardians come to a window. */
  isOwnWard?: (accountId: string, document: IdentityDocument) => Promise<boolean>;
}>;

const CODE_WORD = 6;

/**
 * How an organ's papers name it: as configured, else by its kind and code. LAW: no text fixes the short form
 * in numbers; organs set their own.
 */
export const paperOrgan = ({ organs }: Pick<CertificateParts, 'organs'>, organ: string): PaperOrgan => {
  const known = organs[organ];
  if (known !== undefined) return known;
  const [type = '', code = ''] = organ.split('/');
  const [short, long] = KINDS[type] ?? ['办', '受理机关'];
  return { word: `${short}（${code.slice(0, CODE_WORD)}）`, name: `${long}（${code}）` };
};

const KINDS: Readonly<Record<string, readonly [short: string, long: string]>> = {
  police: ['公', '公安机关'], procuratorate: ['检', '人民检察院'], court: ['法', '人民法院'],
  justiceBureau: ['司', '司法行政机关'],
};
