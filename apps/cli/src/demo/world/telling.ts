import {
  decideAllBy, determine, determineAll, type Determined, importItems, type IntakeItem, itemsOf,
  lookForGrounds, policyHashOf,
  readWorklist,
} from '@fengcun/application';
import { readDocument, type SourceDocument } from '@fengcun/judgment';
import { civil, Fault } from '@fengcun/kernel';
import { ORGAN_TYPES } from '@fengcun/registry';
import { csvOf, type PlannedRecord } from './records.ts';
import type { Stage } from './stage.ts';

/** What an organ hands in as a file: its name, and its text. */
export type ToldFile = Readonly<{ organ: string; name: string; text: string }>;

const documentsOf = async ({ name, text }: ToldFile): Promise<readonly SourceDocument[]> => {
  const read = await readDocument(new Uint8Array(Buffer.from(text)), name);
  if (!read.ok) throw new Fault('DEMO_FILE_UNREADABLE', `${name}: ${read.error.code}`);
  return read.value;
};

const itemsOfFile = async ({ packs, clock }: Stage, file: ToldFile): Promise<readonly IntakeItem[]> => {
  const [type, organCode = ''] = file.organ.split('/');
  const organType = ORGAN_TYPES.find((one) => one === type);
  const settings = {
    organCode, ...(organType === undefined ? {} : { organType }), decideAll: decideAllBy(packs,
      clock.today()),
  };
  return (await documentsOf(file)).flatMap((document) => itemsOf(document, settings));
};

async function* runsOf(items: readonly IntakeItem[]): AsyncGenerator<readonly IntakeItem[]> {
  if (items.length > 0) yield items;
}

/** Imports files of organs, as the command `import` does. */
export const importFiles = async (stage: Stage, files: readonly ToldFile[]): Promise<void> => {
  const items: IntakeItem[] = [];
  for (const file of files) items.push(...await itemsOfFile(stage, file));
  const policyHash = policyHashOf(stage.packs.map(({ hash }) => hash));
  await importItems(stage.deployment, runsOf(items), {
    actor: { account: 'demo-import', policyHash }, onOutcomes: () => undefined,
  });
};

/** The rows of records, one file for each organ that tells some. */
export const filesOf = (records: readonly PlannedRecord[]): readonly ToldFile[] =>
  [...Map.groupBy(records, ({ organ }) => organ)].map(([organ, own]) =>
    ({ organ, name: `${organ.replace('/', '-')}.csv`, text: csvOf(own) }));

/** LIMIT: tellings of one look; no day of the world has more. */
const TOLD_MAX = 500;
const FIRST_ID = '00000000-0000-7000-8000-000000000000';
/**
 * From this day on public-order records are sealed: what was told before is examined again. @see
 * 《治安管理处罚法》第136条
 */
const PUBLIC_ORDER_LAW = civil('2026-01-01');

/** LIMIT: rounds between two looks for grounds to open; the service looks all the time. */
const ROUNDS_BETWEEN = 6;

/**
 * Seals what was told since the last look, as the service does all the time, and now and then looks for
 * grounds to open. `ordered` hears the records that were ordered sealed, in the order of time.
 */
export const toldSealer = (
  { seals, clock }: Stage, ordered: string[],
): (() => Promise<Determined | undefined>) => {
  let [afterId, rounds] = [FIRST_ID, 0];
  let isOldLaw = clock.today() < PUBLIC_ORDER_LAW;
  return async () => {
    if (isOldLaw && clock.today() >= PUBLIC_ORDER_LAW) {
      isOldLaw = false;
      return determineAll(seals);
    }
    rounds += 1;
    if (rounds % ROUNDS_BETWEEN === 0) await lookForGrounds(seals);
    const told = await readWorklist(seals, ({ worklists }) => worklists.told({ afterId, limit: TOLD_MAX }));
    const last = told.at(-1);
    if (last === undefined) return undefined;
    afterId = last.stageRecordId;
    const keys = await readWorklist(seals, ({ worklists }) => worklists.openRecordsOf(told));
    // The keys of the open copies are erased once, when the world is made.
    const determined = await determine(seals, keys, 'later');
    ordered.push(...determined.ordered.map(({ recordId }) => recordId));
    return determined;
  };
};
