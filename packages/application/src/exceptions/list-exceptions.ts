import type { ExceptionItem } from '@fengcun/api';
import { ok, present } from '@fengcun/kernel';
import type { ExceptionStanding } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';
import { type ExceptionInput, openException } from './exception-input.ts';
import { toldException } from './told-exception.ts';

/** Which exceptions to list; `organ` as `court/A01`. */
export type ExceptionListing =
  Readonly<{ state?: ExceptionStanding; organ?: string; afterId?: string; limit: number }>;

/** Exceptions without their content, in the order of their time; the listing itself is an act of the log. */
export const listExceptions = async (
  deployment: Deployment, registrar: Registrar, listing: ExceptionListing,
): Promise<readonly ExceptionItem[]> => {
  const { organ, ...page } = listing;
  const asked = { act: 'exception.list', detail: { ...listing } } as const;
  const act = await beginRegistrarAct(deployment, registrar, asked);
  const entryId = act.mint();
  const found = await deployment.database.write({ entryId }, async ({ operations, audit }) => {
    await audit.append([act.outcome(entryId)]);
    const prefix = organ === undefined ? {} : { sourcePrefix: `${organ}:` };
    return ok(await operations.exceptions.page({ ...page, ...prefix }));
  });
  return present(found.ok ? found : undefined, 'looking is never refused').value.map(toldException);
};

/** An exception with what it was made from: personal data. `details`: codes and places. */
export type ShownException = Readonly<{
  item: ExceptionItem; details: readonly Readonly<{ code: string; at?: string }>[]; input: ExceptionInput;
}>;

/** Opens one exception for a person who works on it; the intent is committed before its key is unwrapped. */
export const showException = async (
  deployment: Deployment, registrar: Registrar, exceptionId: string,
): Promise<ShownException | undefined> => {
  const asked = { act: 'exception.read', about: { record: exceptionId }, detail: exceptionId } as const;
  const act = await beginRegistrarAct(deployment, registrar, asked);
  const keys = await loadBatchKeys(deployment);
  const entryId = act.mint();
  const found = await deployment.database.write({ entryId }, async ({ operations, audit }) => {
    const item = await operations.exceptions.find(exceptionId);
    const opened = item === undefined ? undefined : await openException(keys, act, item);
    await audit.append([act.outcome(entryId)]);
    return ok(opened);
  });
  const opened = present(found.ok ? found : undefined, 'looking is never refused').value;
  return opened === undefined ? undefined : { ...opened, item: toldException(opened.item) };
};
