/** Members of contents and where a row keeps what they tell; lists keep their index. */
const CONTENT: Readonly<Record<string, string>> = {
  court: '/organ', procuratorate: '/organ', documentNumber: '/documentNumber',
  decidedOn: '/facts/decidedOn', from: '/facts/decidedOn', madeOn: '/facts/decidedOn',
  effectiveOn: '/facts/effectiveOn', servedOn: '/facts/sentenceServedOn', charges: '/facts/charges',
  acquittalGround: '/facts/acquittalGround', type: '/facts/nonProsecutionType', outcome: '/facts/recordKind',
  penalties: '/publicOrderPenalties', 'sentence/penalty': '/facts/penalty',
  'sentence/termMonths': '/facts/executedTermMonths',
  'sentence/suspensionMonths': '/facts/suspensionPeriodMonths',
};

const IN_CONTENT = /^\/data\/content\/([A-Za-z]+(?:\/[A-Za-z]+)?)(\/\d+)?$/;
const HEAD: readonly (readonly [RegExp, string])[] = [
  [/^\/data\/case(?:\/|$)/, '/documentNumber'], [/^\/data\/person\/bornOn$/, '/facts/bornOn'],
  [/^\/data\/person\/documents(?:\/|$)/, '/idNumber'], [/^\/data\/person(?:\/names.*)?$/, '/personName'],
];

/**
 * Where a row keeps what a member of its messages tells, as JSON pointers: what is wrong with a message that
 * was made of a row is corrected in the row. Undefined where the row has no place for it, as for the day on
 * which a decision was annulled.
 */
export const placeInRecord = (at: string): string | undefined => {
  const [, member = '', index = ''] = IN_CONTENT.exec(at) ?? [];
  const place = Object.hasOwn(CONTENT, member) ? CONTENT[member] : undefined;
  if (place !== undefined) return place + index;
  return HEAD.find(([form]) => form.test(at))?.[1];
};
