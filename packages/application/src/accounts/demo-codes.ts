import { Fault, ok, present } from '@fengcun/kernel';
import { shardKeyOf } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginKeeping, concludeWith } from './account-act.ts';
import { sealContent } from './account-rows.ts';
import { accountNamed } from './keep-accounts.ts';
import { totpCode, totpStep } from './totp.ts';

/**
 * The secret of every account of a demonstration: known to everybody. It opens nothing by itself: these
 * accounts have subjects of an issuer that no configuration can name.
 */
const DEMO_SECRET = Buffer.from('fengcun-demo-secret!');

/** The code of every account of a demonstration at an instant; milliseconds of UTC. */
export const demoCode = (millis: number): string => totpCode(DEMO_SECRET, totpStep(millis));

/** Gives an account of a demonstration its codes, without anybody signing in. Fault: ACCOUNT_UNKNOWN. */
export const setUpDemoCodes = async (deployment: Deployment, account: string): Promise<void> => {
  const act = await beginKeeping(deployment, 'account.add', { account: 'demonstration', request: account });
  const row = await accountNamed(deployment, account);
  if (row === undefined) throw new Fault('ACCOUNT_UNKNOWN', `${account}: there is no such account`);
  const factorId = act.mint(shardKeyOf(row.accountId));
  const content = { secret: DEMO_SECRET.toString('base64url') };
  const sealed = await sealContent(deployment, { table: 'secondFactor', id: factorId, version: 1 }, content);
  const done = await concludeWith(deployment, act, async ({ operations: { factors } }) => {
    await factors.add({
      ...sealed, factorId, accountId: row.accountId, factorKind: 'totp', state: 'confirmed', lastUse: 0,
      createdAt: new Date(deployment.clock()).toISOString(),
    });
    return ok(undefined);
  });
  present(done.ok ? done : undefined, 'codes that were set up');
};
