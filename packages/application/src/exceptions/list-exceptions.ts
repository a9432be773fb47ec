import type { ExceptionContent, ExceptionItem } from '@fengcun/api';
import { ok, present } from '@fengcun/kernel';
import type { ExceptionStanding } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';
import { pseudonymOfActor } from '../service/entry-of-line.ts';
import { type ExceptionInput, openException } from './exception-input.ts';
import { versionsShown } from './show-content.ts';
import { toldException } from './told-exception.ts';
import { isToldTwice, versionsLook } from './told-versions.ts';

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
  /** Where one version was told in several ways: all of them, the oldest first. */
  versions?: NonNullable<ExceptionContent['versions']>;
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
  if (opened === undefined) return undefined;
  const shown = { ...opened, item: toldException(opened.item) };
  if (!isToldTwice(opened.item, opened)) return shown;
  const by = pseudonymOfActor(deployment.pseudonyms, registrar.account);
  return { ...shown, ...versionsShown(await versionsLook({ deployment, keys, service: act }, opened), by) };
};
