import { civil } from '@fengcun/kernel';
import type { IntakeMessage } from '../../../intake/messages/message.ts';
import { BEFORE_TRIAL, effective, FIRST, judged, RETRIAL, type Scene, SECOND, tell } from './scenes.ts';

const suspended = { penalty: 'fixedTermImprisonment', termMonths: 36, suspensionMonths: 48 };
const prison = (startedOn: string): IntakeMessage =>
  tell('executionStarted', { form: 'prison', startedOn }, { organ: 'prison', code: '1100P1' });
const correction = (startedOn: string): IntakeMessage =>
  tell('executionStarted', { form: 'communityCorrection', startedOn }, { organ: 'communityCorrection', code: '110105C' });
const notProsecuted = (content: Readonly<Record<string, unknown>> = {}): readonly IntakeMessage[] => [
  tell('caseFiled', { filedOn: '2026-05-10' }, { organ: 'police', code: '110105000000' }),
  tell('nonProsecutionDecided', { decidedOn: '2026-11-18', type: 'discretionary', ...content }, { organ: 'procuratorate', code: '110105J' }),
];
const retrial = (sentence: Readonly<Record<string, unknown>>): readonly IntakeMessage[] => [
  judged({ documentNumber: RETRIAL, instance: 'retrial', decidedOn: '2026-10-10', sentence }),
  effective('2026-10-21', RETRIAL),
];
const violation = tell('publicOrderDecisionRecorded', { documentNumber: '某公（治）行罚决字〔2026〕9号', decidedOn: '2026-03-02' },
  { organ: 'police', code: '110105000000', person: {} });

/** One scene for every way on which a record comes to be sealed, or is lawfully left alone. */
export const LAWFUL_PATHS: readonly Scene[] = [
  { id: 'sentence', story: '17, one year, in force', article: '刑诉法286；办法4(1)、11', asOf: '2023-11-20', messages: [...BEFORE_TRIAL, judged(), effective()] },
  { id: 'W-05', story: '17, exactly five years', article: '办法24；刑法99', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 60 } }), effective()] },
  { id: 'sixty-one-months', story: '17, five years and one month: left open', article: '刑诉法286', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 61 } }), effective()] },
  { id: 'W-07', story: '16, life imprisonment: left open', article: '刑诉法286', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'lifeImprisonment' } }), effective()] },
  { id: 'W-09', story: '17, a fine alone', article: '办法4(1)；刑法34', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fineOnly', fineYuan: 1000 } }), effective()] },
  { id: 'exemption', story: '17, exempted from punishment', article: '办法4(1)；解释581', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'exemptionFromPunishment' } }), effective()] },
  { id: 'W-13', story: 'acts on both sides of 18, principal ones before, three years', article: '办法4(2)', asOf: '2024-06-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 36 } }), effective()],
    facts: { offenceFrom: civil('2023-10-01'), offenceTo: civil('2024-04-20'), principalActsBefore18: true, suspended: false } },
  { id: 'second-instance', story: 'affirmed on appeal: in force with its day, the lower procuratorate is told', article: '刑诉法259；检察规则482(2)',
    asOf: '2024-01-20', messages: [...BEFORE_TRIAL, judged(), judged({ documentNumber: SECOND, instance: 'second', outcome: 'affirmed',
      decidedOn: '2024-01-15', sentence: undefined }, { code: '1101' })] },
  { id: 'W-19', story: '17, acquitted for insufficient evidence', article: '办法7；刑诉法200', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'none' }, acquittalGround: 'insufficientEvidence' }), effective()] },
  { id: 'not-liable', story: '17, not liable: 不追究刑事责任', article: '办法3', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'none' }, acquittalGround: 'notLiable' }), effective()] },
  { id: 'W-23', story: '相对不起诉', article: '办法12；检察规则486', asOf: '2026-11-20', messages: notProsecuted() },
  { id: 'W-25', story: '附条件不起诉 passed, 不起诉 decided', article: '刑诉法284(2)；办法12', asOf: '2026-11-20',
    messages: [...notProsecuted({ type: undefined }), tell('conditionalNonProsecutionDecided', { decidedOn: '2026-05-15', supervisionMonths: 6 },
      { organ: 'procuratorate', code: '110105J' })] },
  { id: 'dropped', story: '撤销案件: 不追究刑事责任', article: '办法3', asOf: '2026-11-20',
    messages: [tell('caseDropped', { droppedOn: '2026-11-18' }, { organ: 'police', code: '110105000000' })] },
  { id: 'related', story: 'custody before trial and a social investigation, with the conviction', article: '办法3；预防法59', asOf: '2023-11-20',
    messages: [...BEFORE_TRIAL, judged(), effective(),
      tell('compulsoryMeasureRecorded', { measure: 'bail', from: '2023-05-11' }, { organ: 'police', code: '110105000000' }),
      tell('supportFileRecorded', { type: 'socialInvestigation', madeOn: '2023-08-01' }, { organ: 'justiceBureau', code: '110105S' })] },
  { id: 'W-27-before', story: 'three years suspended for four, seen before the end', article: '办法11、13；刑法73', asOf: '2026-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: suspended }), effective(), correction('2023-11-30')] },
  { id: 'W-27-expired', story: 'the four years have run out, nobody reported it', article: '办法13；刑法76', asOf: '2027-11-17',
    messages: [...BEFORE_TRIAL, judged({ sentence: suspended }), effective(), correction('2023-11-30')] },
  { id: 'W-27-completed', story: 'the community correction organ reports the end', article: '办法13；社区矫正法44', asOf: '2027-11-18',
    messages: [...BEFORE_TRIAL, judged({ sentence: suspended }), effective(), correction('2023-11-30'),
      tell('correctionCompleted', { completedOn: '2027-11-16' }, { organ: 'communityCorrection', code: '110105C' })] },
  { id: 'W-29-before', story: 'in the juvenile prison', article: '监狱法115', asOf: '2026-11-29',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 36 } }), effective(), prison('2023-12-01')] },
  { id: 'W-29', story: 'released from the juvenile prison', article: '监狱法115、59', asOf: '2026-11-30',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 36 } }), effective(), prison('2023-12-01'),
      tell('released', { releasedOn: '2026-11-30', ground: 'served' }, { organ: 'prison', code: '1100P1' })] },
  { id: 'parole-expired', story: 'released on parole, whose period has run out', article: '刑法85；办法13', asOf: '2026-06-02',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 36 } }), effective(), prison('2023-12-01'),
      tell('paroled', { from: '2025-09-01', to: '2026-06-01' }, { organ: 'court', code: '110105' }),
      tell('released', { releasedOn: '2025-09-01', ground: 'paroled' }, { organ: 'prison', code: '1100P1' })] },
  { id: 'J-24', story: 'retrial lowers seven years to four', article: '办法4、11', asOf: '2026-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 84 } }), effective(),
      ...retrial({ penalty: 'fixedTermImprisonment', termMonths: 48 })] },
  { id: 'J-18c', story: 'retrial raises four years to six: left to unsealing', article: '办法18(1)(三)', asOf: '2026-11-20',
    messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 48 } }), effective(),
      ...retrial({ penalty: 'fixedTermImprisonment', termMonths: 72 })] },
  { id: 'W-53', story: 'convicted in 2009 at 17, two years', article: '办法23', asOf: '2026-11-20',
    messages: [judged({ decidedOn: '2009-06-01', sentence: { penalty: 'fixedTermImprisonment', termMonths: 24 } }, { person: { documents: [], bornOn: '1992-01-10' } }),
      tell('judgmentBecameEffective', { documentNumber: FIRST, effectiveOn: '2009-06-12' },
        { organ: 'court', code: '110105', person: { documents: [], bornOn: '1992-01-10' } })],
    facts: { offenceFrom: civil('2009-02-01'), offenceTo: civil('2009-02-01'), suspended: false } },
  { id: 'Z-136a', story: 'a public-order decision on an adult', article: '治安法136', asOf: '2026-03-02', messages: [violation] },
  { id: 'W-75', story: 'the public-order decision was annulled: removed, not sealed', article: '行政处罚法48', asOf: '2026-11-20',
    messages: [violation, tell('publicOrderDecisionAnnulled', { documentNumber: '某公（治）行罚决字〔2026〕9号', annulledOn: '2026-11-16' },
      { organ: 'court', code: '110105', person: {} })] },
];
