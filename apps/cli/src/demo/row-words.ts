import type { BusinessRecord } from '@fengcun/judgment';
import { factField, type FactName } from '@fengcun/policy';

const PENALTY_WORDS: Readonly<Record<string, string>> = {
  warning: '警告', fine: '罚款', administrativeDetention: '行政拘留', licenceRevocation: '吊销许可证件',
  orderedDeparture: '限期出境', deportation: '驱逐出境', noPunishment: '不予处罚',
};

const KIND_WORDS: Readonly<Record<string, string>> = {
  conviction: '有罪判决', acquittal: '无罪判决', nonProsecution: '不起诉决定', noCriminalPunishment: '不予刑事处罚',
  noCriminalLiability: '不追究刑事责任', compulsoryMeasure: '强制措施', supportFile: '帮教材料',
  publicOrderViolation: '治安管理处罚',
};

/** What a row decided about the person, in a few words. */
export const rowHeadline = (row: BusinessRecord): string => {
  const kind = KIND_WORDS[row.facts.recordKind] ?? row.facts.recordKind;
  const penalties = (row.publicOrderPenalties ?? []).map((penalty) => PENALTY_WORDS[penalty] ?? penalty);
  return penalties.length === 0 ? kind : `${kind}：${penalties.join('、')}`;
};

/** Members of a row for display: the facts it states, under their Chinese titles. */
export const rowFields = (row: BusinessRecord): readonly Readonly<{ label: string; value: string }>[] =>
  Object.entries(row.facts).map(([name, value]) => ({
    label: factField(name as FactName)?.title.zh ?? name,
    value: Array.isArray(value) ? value.join('、') : String(value),
  }));
