import type { SealView } from '@fengcun/application';
import type { OverdueOfOrgan, RecordStatus, ShownRow } from '@fengcun/registry';
import type { Language } from '../terminal.ts';

const STATUS: Readonly<Record<RecordStatus, Readonly<Record<Language, string>>>> = {
  open: { zh: '未封存', en: 'open' }, pending: { zh: '封存中', en: 'being sealed' },
  sealed: { zh: '已封存', en: 'sealed' }, underObservation: { zh: '考察中', en: 'under observation' },
  unsealed: { zh: '已解除封存', en: 'unsealed' }, rescinded: { zh: '已撤销封存', en: 'rescinded' },
  exempt: { zh: '依申请不封存', en: 'exempt' }, erased: { zh: '已删除', en: 'erased' },
};

const instant = (text: string): string => text.slice(0, 16).replace('T', ' ');

/** One line of a seal: how far it is, n of m. */
export const sealLine = (view: SealView, language: Language): string => {
  const { recordId, caseCode, orderNumber, status, acknowledged, holders } = view;
  const far = `${STATUS[status][language]} ${acknowledged}/${holders}`;
  return `${recordId}  ${caseCode}  ${orderNumber}  ${far}\n`;
};

/** Who is missing, since when, until when, and what was done about it. */
export const missingLines = ({ missing, waiting }: SealView, language: Language): string => {
  const isChinese = language === 'zh';
  const late = missing.map(({ holder, since, dueOn, reminders, escalatedAt }) => {
    const chased = escalatedAt === undefined ? '' : isChinese ? '，已报监督机关' : ', escalated';
    return isChinese ? `    ${holder} 未回执，自 ${instant(since)}，期限 ${dueOn}，催办 ${reminders} 次${chased}\n`
      : `    ${holder} missing since ${instant(since)}, due ${dueOn}, reminded ${reminders}×${chased}\n`;
  });
  const later = waiting.map((holder) => (isChinese ? `    ${holder} 执行完毕后封存\n`
    : `    ${holder} is ordered when the execution has ended, or its organ is known\n`));
  return [...late, ...later].join('');
};

/** Everything of one seal. */
export const sealText = (view: SealView, language: Language): string => {
  const { ground, effectiveFrom, orderedBy, orderedAt, sequence, cites, withoutCopy, proposal } = view;
  const rows: readonly (readonly [string, string, string])[] = [
    ['依据', 'ground', `${ground}  ${cites.join(', ')}`], ['决定机关', 'ordered by', orderedBy],
    ['决定时间', 'ordered', `${instant(orderedAt)}  #${sequence}`], ['生效', 'effective', effectiveFrom],
    ...(withoutCopy.length === 0 ? [] : [['无副本', 'no copy', withoutCopy.join(', ')] as const]),
    ...(proposal === undefined ? []
      : [['解除提议', 'proposal', `${proposal.proposalId} ${proposal.ground}`] as const]),
  ];
  const told = rows.map(([zh, en, value]) => `    ${language === 'zh' ? zh : en}: ${value}\n`).join('');
  return `${sealLine(view, language)}${told}${missingLines(view, language)}`;
};

/** One step of a timeline, with what its viewer may see of it. */
export const timelineLine = (row: ShownRow, language: Language): string => {
  const { at, step, state, holder, documentNumber, reason, cites = [] } = row;
  const parts = [
    instant(at), step, state === undefined ? '' : STATUS[state][language], holder ?? '', documentNumber ?? '',
    reason ?? '', cites.join(', '),
  ];
  return `${parts.filter((part) => part !== '').join('  ')}\n`;
};

/** Late duties of one organ, and who supervises it; null where a person must name the supervisor. */
export type OverdueShown = OverdueOfOrgan & Readonly<{ supervisor: string | null }>;

const UNSUPERVISED: Readonly<Record<Language, string>> = {
  zh: '    监督机关不明，未上报：请在 exchange.organs 中登记所在辖区或者上一级人民检察院\n',
  en: '    not escalated, nobody is known to supervise it: name its district, or the procuratorate above, '
    + 'in exchange.organs\n',
};

/** The late duties of one organ. */
export const overdueLines = (
  { bearer, duties, supervisor }: OverdueShown, language: Language,
): string => {
  const count = duties.length;
  const head = language === 'zh' ? `${bearer}：${count} 项逾期\n` : `${bearer}: ${count} overdue\n`;
  const nobody = supervisor === null ? UNSUPERVISED[language] : '';
  return head + nobody + duties.map(({ item, state: { dueOn, workingDaysLeft = 0 } }) => {
    const late = language === 'zh' ? `逾期 ${-workingDaysLeft} 个工作日` : `${-workingDaysLeft} working days late`;
    return `    ${item.id}  ${dueOn ?? ''}  ${late}\n`;
  }).join('');
};
