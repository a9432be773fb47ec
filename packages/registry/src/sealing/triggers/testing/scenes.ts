import { civil } from '@fengcun/kernel';
import type { FactInput } from '@fengcun/policy';
import type { IntakeMessage } from '../../../intake/messages/message.ts';
import type { MessageKind } from '../../../intake/messages/message-kinds.ts';
import { message, openCase, type Telling, token } from '../../../intake/testing/messages.ts';
import { decisionsOn, type ReadFacts } from '../../testing/law.ts';
import { findTriggers, type TriggerFindings } from '../find-triggers.ts';

/** An invented person aged 17 at the acts of the scenes. */
export const MINOR: Readonly<Record<string, unknown>> = { documents: [], bornOn: '2006-03-15' };

/** A message about that person. */
export const tell = (kind: MessageKind, content: unknown, telling: Telling = {}): IntakeMessage =>
  message(kind, content, { person: MINOR, ...telling });

/** Number of the first-instance judgment. */
export const FIRST = '（2023）京0000刑初12号';
/** Number of the second-instance judgment. */
export const SECOND = '（2023）京00刑终34号';
/** Number of the retrial judgment. */
export const RETRIAL = '（2026）京00刑再5号';

const idOf = (number: string): string => number.replaceAll(/\D/g, '');

/** A judgment of the court on one theft at 17; a scene changes what matters. */
export const judged = (changed: Readonly<Record<string, unknown>> = {}, telling: Telling = {}): IntakeMessage =>
  tell('judgmentRecorded', {
    documentNumber: FIRST, court: '某某区人民法院', decidedOn: '2023-11-06', instance: 'first', outcome: 'decided',
    procuratorate: '某某区人民检察院', charges: ['盗窃罪'], sentence: { penalty: 'fixedTermImprisonment', termMonths: 12 },
    ...changed,
  }, { organ: 'court', code: '110105', id: `J-${idOf(String(changed['documentNumber'] ?? FIRST))}`, ...telling });

/** That it took effect, told by the court. */
export const effective = (effectiveOn = '2023-11-17', documentNumber = FIRST): IntakeMessage =>
  tell('judgmentBecameEffective', { documentNumber, effectiveOn }, { organ: 'court', code: '110105', id: `E-${idOf(documentNumber)}` });

/** The police of the same level filed the case, the procuratorate prosecuted. */
export const BEFORE_TRIAL: readonly IntakeMessage[] = [
  tell('caseFiled', { filedOn: '2023-05-10' }, { organ: 'police', code: '110105000000' }),
  tell('prosecuted', { decidedOn: '2023-09-01', documentNumber: '某检刑诉〔2023〕7号', procuratorate: '某某区人民检察院' },
    { organ: 'procuratorate', code: '110105J' }),
];

/** What the judgment's text tells of the acts: one act at 17. */
export const ACT_AT_17: FactInput = { offenceFrom: civil('2023-05-02'), offenceTo: civil('2023-05-02'), suspended: false };

/** A way of a case: what arrived, what the documents tell, on which day it is looked at. */
export type Scene = Readonly<{
  id: string; story: string; article: string; asOf: string; messages: readonly IntakeMessage[]; facts?: FactInput;
}> & Pick<ReadFacts, 'perRecord' | 'switches'>;

/** What follows in a scene under the law in force. */
export const findingsOf = (scene: Scene, proposals: Pick<ReadFacts, 'packs'> & Readonly<{ on?: readonly string[] }> = {}): TriggerFindings => {
  const state = openCase(...scene.messages);
  const subject = token('a');
  const decisions = decisionsOn(state, subject, { facts: ACT_AT_17, ...scene, ...proposals });
  return findTriggers({
    state, subject, asOf: civil(scene.asOf), decisions, ...(proposals.on === undefined ? {} : { proposals: proposals.on }),
  });
};
