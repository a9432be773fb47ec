import { ok, present } from '@fengcun/kernel';
import type { Font } from '@fengcun/documents';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { dutyOf, type OrganDuty } from './duties-of-organ.ts';
import { type MadePaper, makePapers } from './papers/papers.ts';
import { readPaperSource } from './papers/read-source.ts';
import { beginSealAct, type SealActor } from './person-act.ts';
import type { SealsParts } from './seals-parts.ts';

/** An order to an organ with what its copy is found by, as the order itself carries it. */
export type OrganDutyShown = OrganDuty & Readonly<{
  caseCode: string; ground: string; effectiveFrom: string; cites: readonly string[];
  names: readonly string[]; documents: readonly Readonly<{ type: string; number: string }>[];
  caseNumbers: readonly string[];
  answeredAt?: string; answer?: 'applied' | 'noCopy';
}>;

type At = Readonly<{ recordId: string; organ: string }>;

/**
 * The newest order to an organ, opened under the intent of a person's act; undefined for an organ without a
 * copy, and for a case that cannot be read, which is then told by fsck.
 */
export const showDuty = async (
  parts: SealsParts, by: SealActor, { recordId, organ }: At,
): Promise<OrganDutyShown | undefined> => {
  const { deployment } = parts;
  const act = await beginSealAct(deployment, { by, act: 'seal.duty', basis: 'sealing', request: recordId });
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const reading = { stores, act, keys, pseudonyms: deployment.pseudonyms };
    const source = await readPaperSource(parts, reading, recordId);
    await stores.audit.append([act.outcome(entryId)]);
    return ok(source);
  });
  const source = present(done.ok ? done : undefined, 'reading is never refused').value;
  const duty = 'order' in source ? dutyOf(source.state, organ) : undefined;
  if (!('order' in source) || duty === undefined) return undefined;
  const { order, confidential: { person, references = [], documentNumbers = [] } } = source;
  const copy = [...source.state.copies].find(([holder]) => holder === organ)?.[1];
  const { receipt, acknowledgedAt } = present(copy, 'the copy of a duty');
  return {
    ...duty, caseCode: order.caseCode, ground: order.ground, effectiveFrom: order.effectiveFrom,
    cites: order.cites, names: person.names.map(({ text }) => text),
    documents: person.documents.map(({ type, number }) => ({ type, number })),
    caseNumbers: [...new Set([...references.map(({ number }) => number), ...documentNumbers])],
    ...(acknowledgedAt === undefined ? {} : { answeredAt: acknowledgedAt }),
    ...(receipt === undefined || receipt.result === 'superseded' ? {} : { answer: receipt.result }),
  };
};

/** Papers that tell an organ of an order, whatever it is to do. */
const NOTICES: ReadonlySet<string> = new Set(['seal-notice', 'unseal-notice', 'judgment-notification']);

/** The notice of the newest order to an organ; undefined where it is owed none, or it cannot be made. */
export const noticeTo = async (
  parts: SealsParts, by: SealActor, { recordId, organ, font }: At & Readonly<{ font: Font }>,
): Promise<MadePaper | undefined> => {
  const made = await makePapers(parts, { by, wanted: { recordId }, font });
  const all = made.ok ? made.value.flatMap(({ papers }) => papers) : [];
  const own = all.filter(({ holder }) => holder === organ);
  return own.find(({ template }) => NOTICES.has(template)) ?? own[0];
};
