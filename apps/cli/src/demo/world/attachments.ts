import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachFile, findCaseCodes } from '@fengcun/application';
import { greyPng, qrPixels, qrSymbol } from '@fengcun/documents';
import { addDays, type CivilDate, Fault } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT } from './organs.ts';
import type { PlannedRecord } from './records.ts';
import type { Stage } from './stage.ts';

type Paper = Readonly<{ kind: string; title: string }>;

/** What scanners bring in, in turn; the pages hold nothing but the number of the case as a square. */
const PAPERS: readonly Paper[] = [
  { kind: 'judicialDocument', title: '刑事判决书（扫描件）' }, { kind: 'caseDossier', title: '侦查卷第一卷封面' },
  { kind: 'identification', title: '户籍证明' }, { kind: 'evidence', title: '谅解书' },
  { kind: 'other', title: '社会调查报告首页' },
];

const PIXELS_OF_MODULE = 4;

/** A page that is generated: the number of the case, for a machine to read. */
const pageOf = (text: string): Uint8Array => greyPng(qrPixels(qrSymbol(text), PIXELS_OF_MODULE));

type Attaching = Readonly<{ number: string; papers: readonly Paper[] }>;

const attach = async (stage: Stage, { number, papers }: Attaching): Promise<void> => {
  const { deployment, attachments, person } = stage;
  const { id: account, organ } = person('court-clerk');
  const [caseCode] = await findCaseCodes(deployment, { account, organ }, [{ type: 'courtCase', number }]);
  if (caseCode === undefined) throw new Fault('DEMO_STEP_REFUSED', 'a case without a code');
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-page-'));
  try {
    for (const [at, { kind, title }] of papers.entries()) {
      const path = join(folder, `${at}.png`);
      await writeFile(path, pageOf(`${number} ${at + 1}`));
      const done = await attachFile(attachments, { account, organ, caseCode, path, kind, title });
      if (!done.ok) throw new Fault('DEMO_STEP_REFUSED', `an attachment: ${done.error.code}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Cases of the court that are not sealed: an adult's dossier is scanned for the archive. */
const CASES = 4;
const PAPERS_EACH = [5, 2, 3, 1] as const;
const AFTER_DAYS = 9;

/** Papers scanned for cases of the court; some long ago, some of this month. */
export const playAttachments = (
  stage: Stage, { today, records }: Readonly<{ today: CivilDate; records: readonly PlannedRecord[] }>,
): void => {
  const adults = records.filter(({ organ, kind, toldOn }) =>
    organ === COURT && kind === 'adult' && addDays(toldOn, AFTER_DAYS) < today);
  const apart = Math.max(1, Math.floor(adults.length / CASES));
  for (let at = 0; at < CASES; at += 1) {
    const record = adults.at(-1 - at * apart);
    const number = record?.row['文书号'];
    if (record === undefined || number === undefined) continue;
    const day = workingDaysBefore(addDays(record.toldOn, AFTER_DAYS), 0);
    const papers = PAPERS.slice(0, PAPERS_EACH[at]);
    stage.agenda.put(instantOf(day, 14, 10 + at), () => attach(stage, { number, papers }));
  }
};
