import type { IncidentStepBody } from '@fengcun/api';
import type { BodyOf } from '../../../api/interface.ts';
import type { Words } from '../../../app/language.tsx';

/** A leak as the interface shows it. */
export type Incident = BodyOf<'readIncident'>;

/** How far a leak is dealt with. */
export const INCIDENT_STATES: Readonly<Record<Incident['state'], Words>> = {
  reported: { zh: '已报告', en: 'reported' }, contained: { zh: '已止漏', en: 'contained' },
  assessed: { zh: '已评估', en: 'assessed' }, notified: { zh: '已通知或者免予通知', en: 'those concerned told, or spared' },
  closed: { zh: '已结', en: 'closed' },
};

/** Where a leak is handed on to. */
export const REFERRAL_WORDS: Readonly<Record<Extract<IncidentStepBody, { type: 'Refer' }>['kind'], Words>> = {
  discipline: { zh: '移送处分', en: 'for discipline' }, crime: { zh: '移送涉嫌犯罪线索', en: 'as a suspected crime' },
};

/** Kinds of data that may have got out: the Chinese words are what the notice to a person says. */
export const CONTENT: readonly Words[] = [
  { zh: '姓名', en: 'name' }, { zh: '身份证件号码', en: 'identity number' }, { zh: '罪名', en: 'crime' },
  { zh: '裁判日期', en: 'day of the judgment' }, { zh: '裁判文书', en: 'judgment' },
  { zh: '住址、联系方式', en: 'address, contact' }, { zh: '封存情况', en: 'that something is sealed' },
];
