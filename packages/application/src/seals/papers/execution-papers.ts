import { type CivilDate, present } from '@fengcun/kernel';
import {
  type CaseRecord, executionNotices, findDispositions, type HolderKey, type NoticeDuty, organKey, regionOf,
  standingRecords,
} from '@fengcun/registry';
import { confidentialOf } from '../order-message.ts';
import { dispositionFields, type FieldValues, organWords, personFields, typeOf } from './case-facts.ts';
import { type CaseSource, type OwedPaper, printedCode } from './paper-making.ts';

/** What the paper takes from an order, where there is one. */
export type ExecutionHead = Readonly<{ word: string; holders: readonly HolderKey[]; mustSeal: boolean }>;

type Ended = Readonly<{ record: CaseRecord; on: CivilDate }>;

const endOf = (records: readonly CaseRecord[], { kind, since }: NoticeDuty): Ended | undefined => {
  const record = records.find(({ message }) => (kind === 'releaseNotice'
    ? message.kind === 'released' && message.content.releasedOn === since
    : message.kind === 'correctionCompleted' && message.content.completedOn === since));
  return record === undefined || since === undefined ? undefined : { record, on: since };
};

/**
 * The registrar at the domicile: by its registered region, one police organ that is known; else described by
 * its region, which only names who it is. @see 法发〔2012〕10号 二（二）第2、3款
 */
const registrarOf = (
  { names }: CaseSource, region: string | undefined, holders: readonly HolderKey[],
): string | undefined => {
  if (region === undefined) return undefined;
  const known = [...new Set([...holders, ...names.keys()])].filter((one) => typeOf(one) === 'police'
    && regionOf(one.slice(one.indexOf('/') + 1)) === region);
  const [only, ...others] = known;
  return only === undefined || others.length > 0 ? `公安机关（户籍地行政区划${region}）` : organWords(only, names);
};

const CORRECTION_FORM = 'communityCorrection';

/** 矫正类别 and its first day, as far as they were told. */
const correctionFields = (records: readonly CaseRecord[], sentence: unknown): FieldValues => {
  const messages = records.map(({ message }) => message);
  const parole = messages.find((message) => message.kind === 'paroled');
  const outside = messages.find((message) => message.kind === 'servedOutsidePrison');
  const began = messages.flatMap((message) =>
    (message.kind === 'executionStarted' && message.content.form === CORRECTION_FORM
      ? [message.content.startedOn] : [])).sort().at(-1);
  const words = String(sentence ?? '');
  const kind = parole !== undefined ? 'parole' : outside !== undefined ? 'temporaryNonCustody'
    : words.includes('缓刑') ? 'suspension' : words.includes('管制') ? 'publicSurveillance' : undefined;
  const from = parole?.kind === 'paroled' ? parole.content.from
    : outside?.kind === 'servedOutsidePrison' ? outside.content.from : undefined;
  return { kind, startedOn: began ?? from };
};

const certificateIn = ({ message }: CaseRecord): unknown => Reflect.get(message.content, 'documentNumber');

const fieldsOf = (
  source: CaseSource, duty: NoticeDuty, at: Readonly<{ ended: Ended; records: readonly CaseRecord[] }>,
): FieldValues => {
  const { told, subject } = source;
  const judgment = findDispositions(told, subject).found.find(({ kind }) => kind === 'judgment');
  const { organ, disposition, charges, sentence } = judgment === undefined ? {} : dispositionFields(judgment);
  const common = {
    judgmentNumber: disposition, court: organ, charges, certificateNumber: certificateIn(at.ended.record),
  };
  return duty.kind === 'releaseNotice' ? { ...common, sentence, releasedOn: at.ended.on }
    : { ...common, completedOn: at.ended.on, ...correctionFields(at.records, sentence) };
};

const paperFor = (
  source: CaseSource, duty: NoticeDuty, at: Readonly<{ head: ExecutionHead; records: readonly CaseRecord[] }>,
): OwedPaper => {
  const { told, subject, names } = source;
  // What was told after the seal counts here: the domicile may come with the release.
  const confidential = confidentialOf(told, subject) ?? source.confidential;
  const ended = present(endOf(at.records, duty), 'what a notice of an end is about');
  const region = confidential.person.domicileRegion;
  const registrar = registrarOf(source, region, at.head.holders);
  return {
    template: duty.kind === 'releaseNotice' ? 'release-notice' : 'correction-expiry-notice',
    recipient: 'police',
    facts: {
      // LAW: the county's bureau sends it; where its correction organ told of the end, that organ is named.
      organ: organWords(organKey(ended.record.organ), names) ?? '',
      organWord: at.head.word, sequence: 1, issuedOn: ended.on, caseCode: printedCode(told.caseCode),
      fields: {
        ...personFields(confidential), ...fieldsOf(source, duty, { ended, records: at.records }),
        recipients: registrar === undefined ? undefined : [registrar],
        domicile: region === undefined ? undefined : `行政区划代码${region}`,
        sealing: at.head.mustSeal ? 'mustSeal' : 'open',
      },
    },
  };
};

/**
 * The notices of the 2012 opinion that an end of execution owes, whether or not the record is sealed, dated
 * on the day of the end; with what was told after a seal. Who told of a notice sent owes none.
 * @see 法发〔2012〕10号 二（二）; 《监狱法》(2026) 第115条; 2022 Measures art. 13
 */
export const executionPapers = (source: CaseSource, head: ExecutionHead): readonly OwedPaper[] => {
  const records = standingRecords(source.told).filter(({ subject }) => subject === source.subject);
  return executionNotices(records).map((duty) => paperFor(source, duty, { head, records }));
};
