import { mod112Character } from '@fengcun/kernel';

// Everybody and everything here is invented.

/** Where the records are. */
export type Part = 'court' | 'procuratorate' | 'police' | 'communityCorrection';

/** Organs by their part, in the order they are shown. */
export const ORGANS: Readonly<Record<Part, string>> = {
  court: 'court/530202', procuratorate: 'procuratorate/530202J', police: 'police/530202000000',
  communityCorrection: 'communityCorrection/530202C',
};

/** Parts in their order. */
export const PARTS =
  ['court', 'procuratorate', 'police', 'communityCorrection'] as const satisfies readonly Part[];

/** The district all of them belong to. */
export const DISTRICT = '530202';
/** The platform among them. */
export const PLATFORM = 'platform/1';

/** Legal days of the demonstration; each begins at nine in the morning in Shanghai. */
export const DAYS = {
  /** A Monday: the first judgment takes effect. */
  effective: '2026-12-07',
  /** The day after the last day of the police. */
  overdue: '2026-12-11',
  /** The suspension has run out. */
  corrected: '2027-04-07',
  /** The second judgment takes effect. */
  second: '2027-06-21',
} as const;

const digits = '53020220090315101';

/** The invented person. */
export const PERSON = {
  name: '闻小禾', bornOn: '2009-03-15', idNumber: digits + mod112Character(digits),
} as const;

const person = {
  kind: 'person', names: [{ text: PERSON.name, use: 'current' }],
  documents: [{ type: 'residentIdentityCard', number: PERSON.idNumber }], sex: '男', bornOn: PERSON.bornOn,
} as const;

/** Numbers of the papers of both cases. */
export const NUMBERS = {
  police: '临渡公（刑）立字〔2026〕61号', procuratorate: '临渡检未检刑诉〔2026〕12号',
  court: '（2026）岭0202刑初88号', correction: '（2026）临渡矫字第19号',
  secondPolice: '临渡公（刑）立字〔2027〕23号', secondCourt: '（2027）岭0202刑初41号',
} as const;

type Reference = Readonly<{ type: string; number: string }>;

const COURT_CASE: Reference = { type: 'courtCase', number: NUMBERS.court };
const POLICE_CASE: Reference = { type: 'policeCase', number: NUMBERS.police };
const CORRECTION_CASE: Reference = { type: 'executionCase', number: NUMBERS.correction };
const SECOND_POLICE_CASE: Reference = { type: 'policeCase', number: NUMBERS.secondPolice };
const SECOND_COURT_CASE: Reference = { type: 'courtCase', number: NUMBERS.secondCourt };

/**
 * What an organ tells, as an envelope of intake; with a one-case code its own number becomes another number
 * of that case.
 */
export type Message = Readonly<{
  part: Part; envelope: (caseCode?: string) => Readonly<Record<string, unknown>>;
}>;

type Telling = Readonly<{
  id: string; kind: string; number: Reference; content: Readonly<Record<string, unknown>>;
}>;

const SYSTEM = 'case-system';

const tell = (part: Part, { id, kind, number, content }: Telling): Message => {
  const [type, code] = ORGANS[part].split('/');
  const source = { organ: { type, code }, system: SYSTEM, messageId: id, version: 1 };
  return {
    part,
    envelope: (caseCode) => ({
      specversion: '1.0', id: `${id}.1`, source: `urn:fengcun:${type}:${code}:${SYSTEM}`,
      type: `cn.fengcun.intake.${kind}.v1`, datacontenttype: 'application/json',
      data: {
        source, person, content,
        case: { references: [number], ...(caseCode === undefined ? {} : { code: caseCode }) },
      },
    }),
  };
};

const FILED = tell('police', {
  id: 'filed-61', kind: 'caseFiled', number: POLICE_CASE,
  content: { filedOn: '2026-05-10', documentNumber: NUMBERS.police, charges: ['盗窃罪'] },
});
const PROSECUTED = tell('procuratorate', {
  id: 'prosecuted-12', kind: 'prosecuted', number: COURT_CASE,
  content: {
    decidedOn: '2026-10-08', documentNumber: NUMBERS.procuratorate,
    procuratorate: '云岭省沧河市临渡区人民检察院',
  },
});
const JUDGED = tell('court', {
  id: 'judged-88', kind: 'judgmentRecorded', number: COURT_CASE,
  content: {
    documentNumber: NUMBERS.court, court: '云岭省沧河市临渡区人民法院', decidedOn: '2026-11-25',
    instance: 'first', outcome: 'decided', charges: ['盗窃罪'],
    sentence: { penalty: 'criminalDetention', termMonths: 3, suspensionMonths: 4 },
  },
});
const STARTED = tell('communityCorrection', {
  id: 'started-19', kind: 'executionStarted', number: CORRECTION_CASE,
  content: { form: 'communityCorrection', startedOn: DAYS.effective },
});

/** What the organs have told the platform before its judgment takes effect. */
export const BEFORE: readonly Message[] = [PROSECUTED, FILED, STARTED];

/** That the judgment has taken effect. */
export const TAKES_EFFECT: Message = tell('court', {
  id: 'effective-88', kind: 'judgmentBecameEffective', number: COURT_CASE,
  content: { documentNumber: NUMBERS.court, effectiveOn: DAYS.effective },
});

/** That the correction has ended. */
export const CORRECTION_ENDS: Message = tell('communityCorrection', {
  id: 'completed-19', kind: 'correctionCompleted', number: CORRECTION_CASE,
  content: { completedOn: '2027-04-06' },
});

/** What each organ keeps itself: its own copy, under its own number. */
export const COPIES: Readonly<Record<Part, Message>> =
  { court: JUDGED, procuratorate: PROSECUTED, police: FILED, communityCorrection: STARTED };

/** What is told of the second case beside its judgment; all of it is one case. */
export const SECOND: readonly Message[] = [
  tell('police', {
    id: 'filed-23', kind: 'caseFiled', number: SECOND_POLICE_CASE,
    content: { filedOn: '2027-04-20', documentNumber: NUMBERS.secondPolice, charges: ['抢劫罪'] },
  }),
  tell('court', {
    id: 'effective-41', kind: 'judgmentBecameEffective', number: SECOND_COURT_CASE,
    content: { documentNumber: NUMBERS.secondCourt, effectiveOn: DAYS.second },
  }),
];
