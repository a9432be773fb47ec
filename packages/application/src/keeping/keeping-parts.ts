import type { CivilDate } from '@fengcun/kernel';
import type { KeeperActRow } from '@fengcun/store';
import { Fault } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import { operating } from './operating.ts';
import type { SettingParts } from './setting-parts.ts';

/** Where the roots are: a file beside the data, a token behind PKCS#11, or memory alone. */
export type KeyPlace = 'file' | 'token' | 'memory';

/** What the acts of administrators stand on. */
export type KeepingParts = Readonly<{
  deployment: Deployment; keyPlace: KeyPlace;
  /** The legal day. */
  today: () => CivilDate;
  /** Settings and what may be changed; without it none is. */
  settings?: SettingParts;
  /** Called when a rotation was agreed to, so that it begins at once. */
  wake?: () => void;
}>;

/** The fault of a service whose start named nothing of this. */
export const notConfigured = (): Fault =>
  new Fault('KEEPING_NOT_CONFIGURED', 'This service was started without its administration.',
    { retryable: true });

/** The act of an id and kind. */
export const foundAct = async (
  deployment: Pick<Deployment, 'database'>, id: string, kind: KeeperActRow['actKind'],
): Promise<KeeperActRow | undefined> => {
  const row = await operating(deployment, ({ keeperActs }) => keeperActs.find(id));
  return row?.actKind === kind ? row : undefined;
};
