import {
  APPLICATIONS_OF_DAY, areMarksComplete, certificateService, type CertificateService, checkMarks,
  type Deployment, isOwnIdentity, isOwnWard, type PaperOrgan,
} from '@fengcun/application';
import { type CertificateSettings, parseCertificateSettings } from '@fengcun/registry';
import { UnusableInput } from '../exit.ts';

/** What a configuration says of certificates: what the texts leave open, and how papers name organs. */
export type CertificateConfiguration = Readonly<{
  settings: CertificateSettings; organs: Readonly<Record<string, PaperOrgan>>;
  /** The organ that answers whoever applies over the network. */
  network?: string;
  /** Applications that one person takes for others on a legal day. */
  applicationsOfDay: number;
}>;

const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
/** LIMIT: what a deployment may set; beyond it is a slip of the keyboard. */
const OF_DAY_MAX = 10_000;
const WORD_MAX = 20;
const NAME_MAX = 60;

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;

const organOf = (value: unknown): PaperOrgan | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const [word, name]: readonly unknown[] = [Reflect.get(value, 'word'), Reflect.get(value, 'name')];
  return isText(word, WORD_MAX) && isText(name, NAME_MAX) ? { word, name } : undefined;
};

type Members = Readonly<Record<string, unknown>>;

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= OF_DAY_MAX;

/** Reads the member `certificates` of a configuration file. @throws UnusableInput for what is wrong in it */
export const parseCertificates = (value: unknown, path: string): CertificateConfiguration => {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const wrong = (what: string): never => { throw new UnusableInput(`${path}: certificates: ${what}`); };
  if (value !== undefined && !isObject) return wrong('must be an object');
  const { organs = {}, network, applicationsOfDay = APPLICATIONS_OF_DAY, ...given }: Members =
    isObject ? { ...value } : {};
  const settings = parseCertificateSettings(given);
  if (settings === undefined) {
    const numbers = 'freeInYear 0–100, foreignStayDaysMin 0–366, validityMonths 1–120';
    return wrong(`${numbers}, deciding atOnce|byPerson`);
  }
  if (network !== undefined && !(typeof network === 'string' && ORGAN.test(network))) {
    return wrong('network must be an organ, such as police/110105000000');
  }
  if (!isWhole(applicationsOfDay)) return wrong(`applicationsOfDay 1–${OF_DAY_MAX}`);
  const named = typeof organs === 'object' && organs !== null ? Object.entries(organs) : [];
  return {
    settings, applicationsOfDay, ...(network === undefined ? {} : { network }),
    organs: Object.fromEntries(named.map(([organ, told]) => {
      const known = ORGAN.test(organ) ? organOf(told) : undefined;
      const right = 'word and name, such as 京公（朝） and 北京市公安局朝阳分局';
      return [organ, known ?? wrong(`organs: "${organ}" needs ${right}`)];
    })),
  };
};

/** LIMIT: marks are made once, before the first certificate of a deployment that was upgraded or restored. */
const KEEPER = 'certificate-desk';

/** Certificates of a running service; where the marks were never made, they are made before it starts. */
export const certificatesOver = async (
  deployment: Deployment, { settings, organs, network, applicationsOfDay }: CertificateConfiguration,
): Promise<CertificateService> => {
  if (!(await areMarksComplete(deployment))) {
    await checkMarks(deployment, { account: KEEPER, repairs: true });
  }
  return certificateService({
    deployment, now: deployment.clock, settings, organs, applicationsOfDay,
    ...(network === undefined ? {} : { networkOrgan: network }),
    isOwnIdentity: (account, document) => isOwnIdentity(deployment, account, document),
    isOwnWard: (account, document) => isOwnWard(deployment, account, document),
  });
};
