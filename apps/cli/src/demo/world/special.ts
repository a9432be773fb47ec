import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { inventedNumber } from './names.ts';
import { COURT, HOLDERS, PROCURATORATE } from './organs.ts';
import { CITIZEN, WARD } from './people.ts';
import type { Invented, PlannedRecord } from './records.ts';
import type { Stage } from './stage.ts';
import { importFiles } from './telling.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../../examples/documents/', import.meta.url));

type Told = Readonly<{ organ: string; person: Invented; toldOn: CivilDate; row: Readonly<Record<string,
  string>> }>;

const record = ({ organ, person, toldOn, row }: Told): PlannedRecord => ({
  organ, person, toldOn, kind: 'juvenile', row: {
    姓名: person.name, 身份证号: person.number, 机关: HOLDERS.find((one) => one.organ === organ)?.name ?? '',
    ...row,
  },
});

/** Records of the people who can sign in, sealed each; and of people whose numbers nobody told. */
export const specialRecords = (days: readonly CivilDate[]): readonly PlannedRecord[] => {
  const [early, late] = [days[Math.floor(days.length / 5)], days[Math.floor(days.length * 0.7)]];
  if (early === undefined || late === undefined) return [];
  return [
    record({
      organ: COURT, person: CITIZEN, toldOn: early, row: {
        记录编号: '世-公民', 记录类型: '有罪判决', 文书号: `（${early.slice(0, 4)}）岭0202刑初707号`,
        决定日期: addDays(early, -16), 生效日期: addDays(early, -4), 罪名: '抢劫罪', 犯罪日期: '2007-01-20',
        刑期: '有期徒刑二年', 是否缓刑: '是',
      },
    }),
    record({
      organ: PROCURATORATE, person: WARD, toldOn: late, row: {
        记录编号: '世-被监护人', 记录类型: '不起诉决定', 文书号: '临渡检刑不诉〔2026〕909号',
        决定日期: addDays(late, -4),
        罪名: '故意伤害罪', 犯罪日期: addDays(late, -120), 不起诉类型: '酌定不起诉',
      },
    }),
    ...unnumberedRecords(early),
  ];
};

/**
 * Convicted as adults; the court told a birth date and no number, so that nobody can be certain who it was.
 */
export const UNNUMBERED: readonly Invented[] = [
  '佴听榫', '昝拾笺', '郤问芦', '逯枕棹', '庹一汀', '訾数禾', '禤挽砚', '乜渡鹭',
].map((name, at) => {
  const bornOn = `198${at}-0${at + 2}-1${at}`;
  return { name, bornOn, number: inventedNumber(bornOn, 700 + at) };
});

const unnumberedRecords = (toldOn: CivilDate): readonly PlannedRecord[] => UNNUMBERED.map((person, at) => {
  const told = record({
    organ: COURT, person, toldOn, row: {
      记录编号: `世-无号${at}`, 记录类型: '有罪判决', 文书号: `（2025）岭0202刑初${880 + at}号`,
      出生日期: person.bornOn,
      决定日期: addDays(toldOn, -20), 生效日期: addDays(toldOn, -8), 罪名: '诈骗罪', 犯罪日期: addDays(toldOn,
        -200),
      刑期: '有期徒刑八个月', 是否缓刑: '否',
    },
  });
  return { ...told, kind: 'adult', row: { ...told.row, 身份证号: '' } };
});

/** Judgments whose words leave a doubt, invented as all examples: those of long ago were set aside since. */
const DOUBTFUL_OLD = ['46-title-contradicts.txt', '51-blank-form.txt'];
const DOUBTFUL_NEW = ['52-term-contradicts-dates.txt', '57-invented-charge.txt', '59-unit-lost.txt'];

const importDoubtful = async (stage: Stage, names: readonly string[]): Promise<void> => {
  const files = [];
  for (const name of names) files.push({ organ: COURT, name, text: await readFile(`${EXAMPLES}${name}`,
    'utf8') });
  await importFiles(stage, files);
};

/** Rows that say too little to be taken. */
const BROKEN = [
  '记录编号,记录类型,姓名,身份证号,机关,文书号,决定日期,罪名,犯罪日期,刑期',
  '世-缺一,有罪判决,乜折蓑,,,（2026）岭0202刑初801号,2026-05-11,盗窃罪,2025-02-30,有期徒刑八个月',
  '世-缺二,有罪判决,禤渡萤,,,（2026）岭0202刑初802号,,诈骗罪,2025-11-02,有期徒刑一年',
].join('\n');

/** One proposes, another agrees. */
const rejectAll = async ({ desk, person }: Stage): Promise<void> => {
  for (const who of [person('court-clerk'), person('court-reviewer')]) {
    const { items } = await desk.must(who, 'listExceptions', { search: { limit: 50 } });
    for (const item of Array.isArray(items) ? items : []) {
      const of = (name: string): string => String(Reflect.get(Object(item), name));
      await desk.must(who, 'resolveException', {
        params: { id: of('exceptionId') }, ifMatch: `"${of('version')}"`,
        body: { action: 'reject', reason: 'sentAgain' },
      });
    }
  }
};

/**
 * What could not be taken: two of long ago that the clerk set aside, three doubtful judgments and two rows of
 * now.
 */
export const playExceptions = (stage: Stage, today: CivilDate): void => {
  const on = (days: number, hour: number, minute = 0): number =>
    instantOf(workingDaysBefore(addDays(today, -days), 0), hour, minute);
  stage.agenda.put(on(380, 11), () => importDoubtful(stage, DOUBTFUL_OLD));
  stage.agenda.put(on(379, 15), () => rejectAll(stage));
  stage.agenda.put(on(3, 10), () => importFiles(stage, [{ organ: COURT, name: 'rows.csv', text: BROKEN }]));
  stage.agenda.put(on(1, 16), () => importDoubtful(stage, DOUBTFUL_NEW));
};
