import { mod112Character } from '@fengcun/kernel';

// Everybody and everything here is invented.

/** The organ that sealed, and is asked. */
export const ORGAN = 'court/530202';

const numberOf = (digits: string): string => digits + mod112Character(digits);

/** People who are asked about; what is held of them stands in the rows below. */
export const ASKED = {
  indecency: { name: '桑一禾', number: numberOf('53020220080512011') },
  theft: { name: '桑二禾', number: numberOf('53020220080613013') },
  adult: { name: '桑三禾', number: numberOf('53020219880714015') },
  brawl: { name: '桑四禾', number: numberOf('53020219890815017') },
  nobody: { name: '桑五禾', number: numberOf('53020219900916019') },
} as const;

/** One of them. */
export type AskedAbout = keyof typeof ASKED;

/** The officer who asks, whoever they ask for. */
export const OFFICER = { name: '经某远', number: numberOf('53020219850102018') } as const;

const COURT_NAME = '云岭省沧河市临渡区人民法院';

/** How its papers name it. */
export const PAPER_ORGAN = { word: '岭0202', name: COURT_NAME } as const;

const HEAD = '记录编号,记录类型,姓名,身份证号,机关,文书号,决定日期,生效日期,罪名,犯罪日期,刑期,是否缓刑';

type Told = readonly [
  number: string, decidedOn: string, effectiveOn: string, charge: string, actOn: string, term: string,
];

const row = (id: number, who: AskedAbout, told: Told): string => {
  const { name, number } = ASKED[who];
  return [`询-${id}`, '有罪判决', name, number, COURT_NAME, ...told, '否'].join(',');
};

/** The records: two of minors, which are sealed at once, and two of adults, which are not. */
export const ROWS = [
  HEAD,
  row(1, 'indecency',
    ['（2026）岭0202刑初11号', '2026-03-02', '2026-03-13', '猥亵儿童罪', '2026-01-10', '有期徒刑十个月']),
  row(2, 'theft',
    ['（2026）岭0202刑初12号', '2026-03-03', '2026-03-14', '盗窃罪', '2026-01-11', '有期徒刑六个月']),
  row(3, 'adult',
    ['（2024）岭0202刑初13号', '2024-03-03', '2024-03-14', '盗窃罪', '2024-01-11', '有期徒刑六个月']),
  row(4, 'brawl',
    ['（2024）岭0202刑初14号', '2024-04-03', '2024-04-14', '寻衅滋事罪', '2024-02-11', '有期徒刑八个月']),
].join('\n');

/** Who has an account: officers of the organ, and inquirers of other units; all with a second factor. */
export const ACCOUNTS = {
  examiner: { organ: ORGAN, roles: ['reviewer'], person: 'p-examiner' },
  head: { organ: ORGAN, roles: ['approver'], person: 'p-head' },
  /** The examiner's other account: the same person may not approve what they proposed. */
  'examiner-again': { organ: ORGAN, roles: ['approver'], person: 'p-examiner' },
  archive: { organ: ORGAN, roles: ['clerk'], person: 'p-archive' },
  asker: { organ: 'unit/U0001', roles: ['inquirer'], person: 'p-asker' },
  stranger: { organ: 'unit/U0002', roles: ['inquirer'], person: 'p-stranger' },
} as const;

/** Name of an account. */
export type AccountName = keyof typeof ACCOUNTS;
