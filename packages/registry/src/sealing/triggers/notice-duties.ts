import type { CivilDate } from '@fengcun/kernel';
import type { CaseRecord } from '../../intake/case/case-state.ts';
import type { OrganType } from '../../intake/messages/organ.ts';
import type { TermRule } from '../deadlines/terms.ts';
import type { Disposition } from './disposition.ts';

/** Who is told. A guardian is 法定代理人 or, where the law says so, a near relative. */
export type NoticeTo = 'person' | 'guardian' | OrganType;

/** Papers that a disposition or an end of execution asks for. */
export type NoticeDutyKind =
  /** 《犯罪记录封存通知书》 with the disposition document. */
  | 'sealingNotice'
  /** 释明封存制度、告知权利义务. */
  | 'rightsExplanation'
  /** The procuratorate of the second instance tells the one below. */
  | 'lowerProcuratorateNotice'
  /** The court tells the registrars of the judgment. */
  | 'judgmentNotification'
  | 'releaseNotice' | 'correctionExpiryNotice';

/** A paper to be served: by whom, on whom, from which day, by when; without a rule at the same time. */
export type NoticeDuty = Readonly<{
  kind: NoticeDutyKind; from: OrganType; to: NoticeTo; since?: CivilDate; rule?: TermRule;
  cites: readonly string[];
}>;

type Draft = Omit<NoticeDuty, 'from' | 'since'>;

const to = (
  kind: NoticeDutyKind, receivers: readonly NoticeTo[], rest: Omit<Draft, 'kind' | 'to'>,
): readonly Draft[] => receivers.map((one) => ({ kind, to: one, ...rest }));

/** 释明 on the person and the guardian, at the same time as the disposition. @see 2022 Measures art. 8 */
const explanation = to('rightsExplanation', ['person', 'guardian'], { cites: ['M2022_8'] });

const ofJudgment = ({ instance, recordKind }: Disposition): readonly Draft[] => [
  ...to('sealingNotice', ['person', 'procuratorate', 'police'],
    { rule: 'serveAfterEffect', cites: ['M2022_11'] }),
  ...explanation,
  ...(instance === 'second'
    ? to('lowerProcuratorateNotice', ['procuratorate'], { rule: 'sealAfterReceipt', cites: ['PPR_482_2'] })
    : []),
  ...(recordKind === 'conviction'
    ? to('judgmentNotification', ['police'], { rule: 'serveAfterEffect', cites: ['O2012_2_2'] }) : []),
];

const draftsFor = (disposition: Disposition): readonly Draft[] => {
  switch (disposition.kind) {
    case 'judgment': return ofJudgment(disposition);
    case 'nonProsecution': return [
      ...to('sealingNotice', ['person', 'police'], { rule: 'serveAfterNonProsecution', cites: ['M2022_12'] }),
      ...explanation,
    ];
    // Related records are sealed by the same procedure; the main disposition explains.
    case 'noLiability': return [
      ...to('sealingNotice', ['person', 'police'], { cites: ['M2022_3'] }), ...explanation,
    ];
    case 'measures': case 'support': case 'publicOrder': return [];
  }
};

/**
 * Papers that sealing asks for. The organ that determines serves them, the procuratorate that to the lower
 * one. 治安法136 asks for none. @see 2022 Measures arts 8, 11, 12; 人民检察院刑事诉讼规则第482条第2款
 */
export const noticeDuties = (disposition: Disposition): readonly NoticeDuty[] => {
  const { effect, decidedOn, determinedBy } = disposition;
  const since = (effect.state === 'effective' ? effect.on : undefined) ?? decidedOn;
  return draftsFor(disposition)
    // An organ does not notify itself: police that drop a case have their own copy.
    .filter((draft) => draft.to !== determinedBy.type || draft.kind === 'lowerProcuratorateNotice')
    .map((draft) => ({
      ...draft, ...(since === undefined ? {} : { since }),
      from: draft.kind === 'lowerProcuratorateNotice' ? 'procuratorate' : determinedBy.type,
    }));
};

const has = (records: readonly CaseRecord[], kind: CaseRecord['kind']): boolean =>
  records.some((record) => record.kind === kind);

/**
 * The two notices of the 2012 opinion that an end of execution asks for and nobody has told to be sent.
 * @see 法发〔2012〕10号 二（二）
 */
export const executionNotices = (records: readonly CaseRecord[]): readonly NoticeDuty[] =>
  records.flatMap(({ message, organ }): readonly NoticeDuty[] => {
    const cites = ['O2012_2_2'];
    const isServed = message.kind === 'released' && message.content.ground === 'served';
    if (isServed && !has(records, 'releaseNoticeIssued')) {
      const since = message.content.releasedOn;
      return [{ kind: 'releaseNotice', from: organ.type, to: 'police', since, cites }];
    }
    if (message.kind === 'correctionCompleted' && !has(records, 'correctionExpiryNoticeIssued')) {
      return [{ kind: 'correctionExpiryNotice', from: 'justiceBureau', to: 'police',
        since: message.content.completedOn, cites }];
    }
    return [];
  });
