import { civil, ok, present } from '@fengcun/kernel';
import { type Flow, type Quarter, quarterOf } from '@fengcun/privacy';
import { legalDay, type SealingEvent } from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import type { CustodyAct } from '../keys/index.ts';
import { INQUIRY_KIND } from '../inquiry/inquiry-machine.ts';
import { type ProceedingParts, readProceedings } from '../proceedings/index.ts';
import { rightsMachine, RIGHTS_KIND } from '../rights/rights-machine.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { sealOf } from '../seals/seal-stream.ts';
import { readCasesOf, type SideReading } from '../seals/sealed-case.ts';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import { beginJobAct, type JobActor } from './job-act.ts';
import { organKind, sealCells } from './seal-cells.ts';

/** LIMIT: records read in one transaction. */
const PAGE = 200;

type Digests = Pick<Pseudonyms, 'textOf'>;

const quarterAt = (instant: string): Quarter => quarterOf(civil(legalDay(instant)));

type Told = Readonly<{ digests: Digests; subjectId: string; recordId: string }>;

const flowOf = (
  { digests, subjectId, recordId }: Told, event: SealingEvent,
  told: Pick<Flow, 'kind' | 'cells'>,
): Flow => ({
  person: digests.textOf('statistics-person', subjectId), quarter: quarterAt(event.at),
  rank: digests.textOf('statistics-event', `${recordId}|${event.at}`), ...told,
});

/**
 * Seals and openings of one record by their day on the platform: nothing can be told later of a quarter that
 * is over, so that a published figure stays what was counted.
 */
const flowsOfSeal = (
  told: Told, events: readonly SealingEvent[],
  cellsOf: (order: Readonly<{ orderedBy: string; ground: string }>) => Flow['cells'],
): readonly Flow[] => events.flatMap((event): readonly Flow[] => {
  switch (event.type) {
    case 'SealOrdered': case 'CorrectiveSealOrdered':
      return [flowOf(told, event, { kind: 'seal', cells: cellsOf(event.order) })];
    case 'UnsealOrdered':
      return [flowOf(told, event, {
        kind: 'unsealing', cells: { T4: ['unsealing', organKind(event.order.orderedBy)] },
      })];
    default: return [];
  }
});

type Row = Awaited<ReturnType<SealingStores['behind']['everOrdered']>>[number];

const pageFlows = async (
  reading: SideReading, rows: readonly Row[], digests: Digests,
): Promise<readonly Flow[]> => {
  const { stores, act, keys } = reading;
  const ids = rows.map(({ recordId }) => recordId);
  const streams = await stores.wall.gathering.events({ side: 'sealed', ids });
  const flows: Flow[] = [];
  for (const side of ['open', 'sealed'] as const) {
    const here = rows.filter((row) => row.side === side);
    const read = await readCasesOf(reading, side, here);
    const places = new Map(read.map((place) => [place.key.recordId, place]));
    for (const { recordId, subjectId } of here) {
      const stored = streams.get(recordId) ?? [];
      const { events } = await sealOf({ keys: keys.sealed, act }, recordId, stored);
      const place = places.get(recordId);
      flows.push(...flowsOfSeal({ digests, subjectId, recordId }, events, (order) =>
        sealCells(place, order)));
    }
  }
  return flows;
};

const sealFlows = async (
  { deployment }: ProceedingParts, act: CustodyAct, digests: Digests,
): Promise<readonly Flow[]> => {
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const flows: Flow[] = [];
  let afterId: string | undefined;
  do {
    const entryId = act.mint();
    const page = { limit: PAGE, ...(afterId === undefined ? {} : { afterId }) };
    const done = await deployment.database.seal({ entryId }, async (stores) => {
      const rows = await stores.behind.everOrdered(page);
      const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
      const found = await pageFlows(reading, rows, digests);
      await stores.audit.append([act.outcome(entryId)]);
      return ok({ found, last: rows.length < PAGE ? undefined : rows.at(-1)?.recordId });
    });
    const { found, last } = present(done.ok ? done : undefined, 'counting is never refused').value;
    flows.push(...found);
    afterId = last;
  } while (afterId !== undefined);
  return flows;
};

const hex = (digest: Uint8Array): string => Buffer.from(digest).toString('hex');

/** Kinds of requests that say that something is wrong. */
const OBJECTIONS: ReadonlySet<string> = new Set(['objection', 'complaint', 'reexamination', 'correction']);

/**
 * Inquiries by the identity asked about, objections by the person concerned. LIMIT: one person is three in
 * T4, under three digests that nothing joins; its noise is made for that.
 */
const actFlows = async (
  parts: ProceedingParts, act: CustodyAct, digests: Digests,
): Promise<readonly Flow[]> => readProceedings(parts, { side: 'sealed', act }, async ({ list, load }) => {
  const flows: Flow[] = [];
  const machine = rightsMachine({});
  for (const kind of [INQUIRY_KIND, RIGHTS_KIND]) {
    let afterId: string | undefined;
    do {
      const rows = await list({
        proceedingKind: kind, limit: PAGE, ...(afterId === undefined ? {} : { afterId }),
      });
      for (const { proceedingId, subjectTerm, applicant, organ, openedAt } of rows) {
        const isInquiry = kind === INQUIRY_KIND;
        const state = isInquiry ? undefined : (await load(machine, proceedingId))?.state;
        const isCounted = isInquiry
          || (state !== undefined && state.stage !== 'none' && OBJECTIONS.has(state.request.kind));
        if (!isCounted) continue;
        const about = isInquiry ? 'inquiry' : 'objection';
        flows.push({
          person: digests.textOf(`statistics-${about}`, hex(subjectTerm ?? applicant)), kind: about,
          rank: digests.textOf('statistics-event', proceedingId), quarter: quarterAt(openedAt),
          cells: { T4: [about, organKind(organ)] },
        });
      }
      afterId = rows.length < PAGE ? undefined : rows.at(-1)?.proceedingId;
    } while (afterId !== undefined);
  }
  return flows;
});

/**
 * Everything that the products count, of every quarter, without names: keyed digests and codes. What comes
 * back holds exact facts and stays in the memory of this process: whoever takes it draws noise from it.
 * LIMIT: an erased person is not there any more, so that later records of theirs count from the beginning;
 * two subjects that were found to be one are two.
 */
export const countFlows = async (parts: ProceedingParts, actor: JobActor): Promise<readonly Flow[]> => {
  const act = await beginJobAct(parts, actor, { act: 'privacy.count', request: 'flows' });
  const digests = await parts.deployment.sealedIndex.pseudonyms();
  const seals = await sealFlows(parts, act, digests);
  return [...seals, ...await actFlows(parts, act, digests)];
};
