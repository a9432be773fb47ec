import type { Language } from '../terminal.ts';

type Told = Readonly<Record<string, unknown>>;

const isTold = (value: unknown): value is Told => typeof value === 'object' && value !== null;
const membersOf = (value: unknown): Told => Object.fromEntries(Object.entries(Object(value)));

const plain = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plain).join('、');
  return isTold(value) ? Object.values(value).map(plain).join('  ') : String(value);
};

const WORDS: Readonly<Record<string, string>> = {
  kind: '种类', organ: '机关', stage: '阶段', state: '状态', dueOn: '期限', statement: '内容', remedies: '救济',
  cites: '依据', answer: '答复', missing: '待补正', referredTo: '移送', document: '文书', isSilent: '逾期未答复',
  papers: '文书', matter: '事项', origin: '来源', procuratorate: '检察机关', unit: '被监督单位', bearer: '承办机关',
  about: '所涉', facts: '事实', opinion: '意见', result: '结果', isOverdue: '逾期', correction: '应办',
  stands: '所处', workingDaysLeft: '剩余工作日', remindedOn: '已提醒', escalatedTo: '已上报', escalatedOn: '上报日',
  reminders: '提醒次数', says: '规则', measured: '实测', bound: '限额', inquiryIds: '查询',
};

/** One thing with its members, a line each; what is empty is left out. */
export const thingText = (thing: object, idName: string, language: Language): string => {
  const { [idName]: id, ...members } = membersOf(thing);
  const rows = Object.entries(members).flatMap(([name, value]) => {
    const text = plain(value);
    return text === '' ? [] : [`    ${language === 'zh' ? WORDS[name] ?? name : name}  ${text}\n`];
  });
  return `${String(id)}\n${rows.join('')}`;
};

const NONE: Readonly<Record<Language, string>> = { zh: '没有\n', en: 'none\n' };

/** Things of a list, one a line: the members that are named. */
export const linesText = (
  things: readonly object[], names: readonly string[], language: Language,
): string => {
  const lines = things.map((thing) => {
    const members = membersOf(thing);
    return `${names.map((name) => plain(members[name] ?? '')).join('  ').trimEnd()}\n`;
  });
  return lines.length === 0 ? NONE[language] : lines.join('');
};
