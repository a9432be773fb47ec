import { ok, present } from '@fengcun/kernel';
import type { Alarm } from '../accounts/account-parts.ts';
import { isAsWritten, rolesOf } from '../accounts/account-rows.ts';
import { isAnyAccount } from '../accounts/any-account.ts';
import type { SealsParts } from '../seals/seals-parts.ts';

/** The message kind of an alarm, as the exchange names it. */
export const ALARM_KIND = 'breakGlassAlarm';

type AlarmParts = Pick<SealsParts, 'exchange' | 'organs' | 'deployment'>;

/** Whether an alarm reaches somebody: a system that takes messages, or a procurator who signs in here. */
const isReached = async ({ exchange, deployment }: AlarmParts, organ: string): Promise<boolean> => {
  if (exchange.directory.find(organ) !== undefined) return true;
  const found = await deployment.database.operate(async ({ accounts }) => ok(await isAnyAccount(accounts,
    (row) => row.organ === organ && row.state === 'active' && rolesOf(row).includes('supervisor')
      && isAsWritten(deployment, row))));
  return present(found.ok ? found : undefined, 'a look that refuses nothing').value;
};

/**
 * Alarms to the nearest procuratorate outside of an organ that learns of them: over the exchange, and on the
 * first page of its procurators. A procuratorate that is known by name and reached by nothing is passed over.
 */
export const alarmOver = (parts: AlarmParts): Alarm => async (content) => {
  for (const supervisor of parts.organs.alarmedBy(content.organ)) {
    if (!await isReached(parts, supervisor)) continue;
    const made = await parts.exchange.make([{
      streamId: content.jointId, sequence: 1, recipient: supervisor, kind: ALARM_KIND, data: { ...content },
    }]);
    return { supervisor, message: present(made[0], 'the message of an alarm') };
  }
  return undefined;
};
