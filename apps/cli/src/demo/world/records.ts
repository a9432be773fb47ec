import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDay, workingDaysBefore } from './calendar.ts';
import { inventedName, inventedNumber } from './names.ts';
import { COURT, HOLDERS, POLICE, PROCURATORATE, SECOND_COURT, SECOND_POLICE } from './organs.ts';
import type { Draw } from './random.ts';

/** Somebody invented. */
export type Invented = Readonly<{ name: string; number: string; bornOn: string }>;

/** One invented record as an organ keeps it, by the columns of its rows. */
export type PlannedRecord = Readonly<{
  organ: string; person: Invented; toldOn: CivilDate; kind: RecordStory; row: Readonly<Record<string,
  string>>;
}>;

const DAYS_OF_YEAR = 365;
/** Who tells what: the shares of a hundred records. */
const STORIES = [
  ['juvenile', 26], ['adult', 42], ['notProsecuted', 10], ['publicOrder', 14], ['longTerm', 3],
  ['birthUnknown', 2], ['exempted', 3],
] as const;

/** What kind of life a record tells of. */
export type RecordStory = (typeof STORIES)[number][0];

const CHARGES = [
  '盗窃罪', '盗窃罪', '诈骗罪', '寻衅滋事罪', '故意伤害罪', '聚众斗殴罪', '帮助信息网络犯罪活动罪', '抢劫罪',
  '强制猥亵罪',
];
const ADULT_CHARGES = [...CHARGES, '危险驾驶罪', '交通肇事罪', '职务侵占罪', '猥亵儿童罪',
  '掩饰、隐瞒犯罪所得、犯罪所得收益罪'];
const TERMS = ['有期徒刑六个月', '有期徒刑十个月', '有期徒刑一年二个月', '有期徒刑二年', '有期徒刑三年',
  '拘役四个月', '管制六个月'];
const LONG_TERMS = ['有期徒刑五年六个月', '有期徒刑七年', '有期徒刑八年', '有期徒刑十年'];
const PENALTIES = ['警告', '罚款500元', '行政拘留五日', '行政拘留十日，并处罚款一千元'];

/** Header of the rows: every column that some record of the world has. */
export const COLUMNS = [
  '记录编号', '记录类型', '姓名', '身份证号', '机关', '文书号', '决定日期', '生效日期', '罪名', '犯罪日期',
  '刑期', '是否缓刑',
  '不起诉类型', '处罚种类', '是否撤销', '出生日期',
] as const;

const storyOf = (draw: Draw): RecordStory => {
  let left = draw.below(100);
  for (const [story, share] of STORIES) {
    if (left < share) return story;
    left -= share;
  }
  return 'adult';
};

type Telling = Readonly<{ draw: Draw; serial: number; toldOn: CivilDate; story: RecordStory }>;

const bornBefore = (day: CivilDate, years: number, draw: Draw): CivilDate =>
  addDays(day, -Math.round(years * DAYS_OF_YEAR + years / 4) - draw.below(300) - 1);

const personOf = ({ draw, serial }: Telling, bornOn: CivilDate): Invented =>
  ({ name: inventedName(draw), bornOn, number: inventedNumber(bornOn, serial) });

const YOUNG_YEARS = 16.1;
const ADULT_YEARS = 19;

const isYoung = ({ story, serial }: Telling): boolean =>
  story === 'juvenile' || story === 'longTerm' || story === 'exempted' || story === 'birthUnknown'
  || (story === 'notProsecuted' && serial % 4 !== 0) || (story === 'publicOrder' && serial % 2 === 0);

const courtRow = (telling: Telling, actOn: CivilDate): Readonly<Record<string, string>> => {
  const { draw, story, toldOn, serial } = telling;
  const isLong = story === 'longTerm';
  const term = isLong ? draw.of(LONG_TERMS) : draw.of(TERMS);
  const isSuspended = !isLong && !term.startsWith('管制') && draw.chance(35);
  return {
    记录类型: '有罪判决', 罪名: story === 'adult' ? draw.of(ADULT_CHARGES) : draw.of(CHARGES),
    犯罪日期: actOn,
    刑期: story === 'exempted' ? '免予刑事处罚' : term, 是否缓刑: isSuspended ? '是' : '否',
    决定日期: addDays(toldOn, -14), 生效日期: addDays(toldOn, -2 - (serial % 2)),
  };
};

const rowOf = (telling: Telling, actOn: CivilDate): Readonly<Record<string, string>> => {
  const { draw, story, toldOn } = telling;
  if (story === 'notProsecuted') {
    return {
      记录类型: '不起诉决定', 罪名: draw.of(CHARGES), 犯罪日期: actOn, 决定日期: addDays(toldOn, -3),
      不起诉类型: draw.of(['酌定不起诉', '酌定不起诉', '附条件不起诉考验期满', '存疑不起诉']),
    };
  }
  if (story === 'publicOrder') {
    return {
      记录类型: '治安处罚决定', 犯罪日期: addDays(toldOn, -12), 决定日期: addDays(toldOn, -5),
      处罚种类: draw.of(PENALTIES), 是否撤销: '否',
    };
  }
  return courtRow(telling, actOn);
};

const organOf = ({ story, serial }: Telling): string => {
  const isSecond = serial % 5 === 0;
  if (story === 'notProsecuted') return PROCURATORATE;
  if (story === 'publicOrder') return isSecond ? SECOND_POLICE : POLICE;
  return isSecond ? SECOND_COURT : COURT;
};

/** The number of a paper of a record, as its organ would count it; no court of this country has its word. */
const numberOf = (organ: string, year: string, serial: number): string => {
  switch (organ) {
    case COURT: return `（${year}）岭0202刑初${serial}号`;
    case SECOND_COURT: return `（${year}）岭0203刑初${serial}号`;
    case PROCURATORATE: return `临渡检刑不诉〔${year}〕${serial}号`;
    default: return `${organ === POLICE ? '渡' : '望'}公（治）行罚决字〔${year}〕${serial}号`;
  }
};

const recordOf = (telling: Telling): PlannedRecord => {
  const { draw, serial, toldOn, story } = telling;
  const actOn = addDays(toldOn, -60 - draw.below(200));
  const young = isYoung(telling);
  const bornOn = bornBefore(actOn, young ? YOUNG_YEARS : ADULT_YEARS + draw.below(30), draw);
  const person = personOf(telling, bornOn);
  const organ = organOf(telling);
  const documentNumber = numberOf(organ, toldOn.slice(0, 4), serial);
  return {
    organ, person, toldOn, kind: story, row: {
      记录编号: `世-${serial}`, 姓名: person.name, 身份证号: story === 'birthUnknown' ? '' : person.number,
      文书号: documentNumber, 机关: HOLDERS.find((one) => one.organ === organ)?.name ?? '', ...rowOf(telling,
        actOn),
    },
  };
};

/** Invented records, told on the days given in turn; `count` of them. The same draw gives the same. */
export const planRecords = (
  draw: Draw, { days, count }: Readonly<{ days: readonly CivilDate[]; count: number }>,
): readonly PlannedRecord[] => Array.from({ length: count }, (_, at): PlannedRecord => {
  const toldOn = days[Math.floor(at * days.length / count)] ?? draw.of(days);
  return recordOf({ draw, serial: at + 1, toldOn, story: storyOf(draw) });
});

/** Days on which organs tell what they have: every seven weeks at first, every fortnight of late. */
export const tellingDays = (first: CivilDate, last: CivilDate): readonly CivilDate[] => {
  const days: CivilDate[] = [];
  const end = instantOf(last, 0);
  const lately = 70;
  for (let day = first; instantOf(day, 0) < end;) {
    days.push(workingDay(day));
    day = addDays(day, instantOf(addDays(day, lately), 0) < end ? 48 : 14);
  }
  // The newest are told so that the terms of their orders end today, and later.
  const newest = [3, 2, 1].map((count) => workingDaysBefore(last, count));
  return [...new Set([...days.filter((day) => day < (newest[0] ?? last)), ...newest])];
};

/** The rows of records as a file of comma-separated values. */
export const csvOf = (records: readonly PlannedRecord[]): string => [
  COLUMNS.join(','),
  ...records.map(({ row }) => COLUMNS.map((column) => row[column] ?? '').join(',')),
].join('\n');
