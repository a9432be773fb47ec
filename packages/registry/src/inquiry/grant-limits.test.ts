import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { civil } from '@fengcun/kernel';
import { LEGAL_BASES, OFFENCE_CLASSES, resolveCitation } from '@fengcun/statute';
import { checkLimits, classesToldOf, type LimitedGrant, limitsFor, tellableParts } from './check-limits.ts';
import { computeDisclosure } from './compute-disclosure.ts';
import { decideInquiry } from './decide-inquiry.ts';
import { type DisclosedItem, type DisclosedRecord, type Disclosure, disclosureDigest } from './disclosure.ts';
import { examineInquiry } from './examine-inquiry.ts';
import { type DisclosedLimit, GRANT_LIMIT_NAMES, GRANT_LIMITS, type GrantLimitName, limitWords } from './grant-limits.ts';
import { INQUIRER_KINDS, type InquirerKind } from './inquirer-kinds.ts';
import type { InquiredRecord, SealRegime } from './inquired-record.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import { DEFAULT_INQUIRY_RULES as RULES, type InquiryReadings } from './inquiry-rules.ts';
import { application, BOSS, CLERK, run, steps } from './testing/invented-inquiries.ts';

const ON = civil('2026-11-20');
const grantOf = (asked: InquiryApplication): LimitedGrant => {
  const { basis } = examineInquiry(asked, RULES, ON);
  return { application: asked, on: ON, ...(basis === undefined ? {} : { basis }) };
};

const FILE: readonly GrantLimitName[] = ['withoutCopy', 'readOnly', 'judgmentsOnly', 'classes', 'since', 'until'];
const LAWYERS: readonly GrantLimitName[] = ['yesOrNo', 'withoutTerm', 'classes', 'since', 'until'];
/** Written a second time, as a lawyer would: what may narrow a grant to whom. Everything else is refused. */
const MAY: Readonly<Record<InquirerKind, readonly GrantLimitName[]>> = {
  judicialOrgan: FILE, stateOrgan: FILE,
  // 公务员法26 reaches every crime and runs for life: no term is ever told of it.
  unit: ['yesOrNo', 'classes', 'since', 'until'],
  // 未保法62 fixes what the unit must know: how much is said may be less, which records count may not.
  minorContactUnit: ['yesOrNo'],
  administrativeOrgan: ['yesOrNo', 'classes', 'since', 'until'], notary: LAWYERS, lawyer: LAWYERS,
  individual: [], agent: [], guardian: [], foreigner: [], platform: [],
};
const limitOf = (name: GrantLimitName): DisclosedLimit => {
  if (name === 'classes') return { limit: name, classes: ['sexual'] };
  return name === 'since' || name === 'until' ? { limit: name, day: civil('2020-01-01') } : { limit: name };
};
for (const kind of INQUIRER_KINDS) {
  for (const name of GRANT_LIMIT_NAMES) {
    const expected = MAY[kind].includes(name) ? undefined : 'LIMIT_NOT_FOR_INQUIRER';
    test(`${kind}, ${name}: ${expected ?? 'narrows'}`, () => {
      assert.equal(checkLimits(grantOf(application(kind)), [limitOf(name)], []), expected);
      assert.equal(limitsFor(grantOf(application(kind))).includes(name), expected === undefined);
    });
  }
}

const teacher = application('administrativeOrgan', { basisId: 'LB-11', occupation: 'teacher' });
const gun = application('unit', { basisId: 'LB-38', occupation: LEGAL_BASES.bases.find(({ id }) => id === 'LB-38')?.occupations[0] });
const director = application('unit', { basisId: 'LB-22', occupation: LEGAL_BASES.bases.find(({ id }) => id === 'LB-22')?.occupations[0] });
const school = application('minorContactUnit');
const unitOnSchoolNorm = application('unit', { basisId: 'LB-14', occupation: 'minorContactStaff' });
const court = application('judicialOrgan');
const since = (day: string): DisclosedLimit => ({ limit: 'since', day: civil(day) });
const until = (day: string): DisclosedLimit => ({ limit: 'until', day: civil(day) });
const classes = (...names: (typeof OFFENCE_CLASSES)[number][]): DisclosedLimit => ({ limit: 'classes', classes: names });
const ROWS: readonly (readonly [name: string, asked: InquiryApplication, limits: readonly DisclosedLimit[], standing: readonly DisclosedLimit[], fault: string | undefined])[] = [
  ['the term of a norm that needs it', teacher, [{ limit: 'withoutTerm' }], [], undefined],
  ['the term of a norm that never tells one', application('unit'), [{ limit: 'withoutTerm' }], [], 'LIMIT_NOT_FOR_INQUIRER'],
  ['治安 records where the norm names them', gun, [{ limit: 'judgmentsOnly' }], [], undefined],
  ['a class that the norm names', director, [classes('corruption')], [], undefined],
  ['a class beyond the norm: a hidden refusal', director, [classes('drug')], [], 'LIMIT_NOT_FOR_INQUIRER'],
  ['no class at all', court, [classes()], [], 'LIMIT_LEAVES_NOTHING'],
  ['every class', court, [classes(...OFFENCE_CLASSES)], [], 'LIMIT_NARROWS_NOTHING'],
  ['every class but one', court, [classes(...OFFENCE_CLASSES.slice(1))], [], undefined],
  ['a part of the classes that stand', court, [classes('drug')], [classes('drug', 'sexual')], undefined],
  ['a class beside those that stand', court, [classes('gang')], [classes('drug', 'sexual')], 'LIMIT_NOT_FOR_INQUIRER'],
  ['the same classes again', court, [classes('sexual', 'drug')], [classes('drug', 'sexual')], 'LIMIT_NARROWS_NOTHING'],
  ['a school and one class of four', school, [classes('sexual')], [], 'LIMIT_NOT_FOR_INQUIRER'],
  ['the same norm under another kind', unitOnSchoolNorm, [classes('sexual')], [], 'LIMIT_NOT_FOR_INQUIRER'],
  ['the same norm, the last years alone', unitOnSchoolNorm, [since('2020-01-01')], [], 'LIMIT_NOT_FOR_INQUIRER'],
  ['since today', court, [since('2026-11-20')], [], undefined],
  ['since tomorrow', court, [since('2026-11-21')], [], 'LIMIT_LEAVES_NOTHING'],
  ['until yesterday', court, [until('2026-11-19')], [], undefined],
  ['until today: that is everything', court, [until('2026-11-20')], [], 'LIMIT_NARROWS_NOTHING'],
  ['one day', court, [since('2020-01-01'), until('2020-01-01')], [], undefined],
  ['an end before the beginning', court, [since('2020-01-02'), until('2020-01-01')], [], 'LIMIT_LEAVES_NOTHING'],
  ['the other way round', court, [until('2020-01-01'), since('2020-01-02')], [], 'LIMIT_LEAVES_NOTHING'],
  ['later than what stands', court, [since('2020-01-02')], [since('2020-01-01')], undefined],
  ['earlier than what stands', court, [since('2019-12-31')], [since('2020-01-01')], 'LIMIT_NARROWS_NOTHING'],
  ['an end that stands already', court, [until('2020-01-01')], [until('2020-01-01')], 'LIMIT_NARROWS_NOTHING'],
  ['the term, after yes or no', teacher, [{ limit: 'withoutTerm' }], [{ limit: 'yesOrNo' }], 'LIMIT_NARROWS_NOTHING'],
  ['yes or no, after the term', teacher, [{ limit: 'yesOrNo' }], [{ limit: 'withoutTerm' }], undefined],
  ['no copy, after no copy and no excerpt', court, [{ limit: 'withoutCopy' }], [{ limit: 'readOnly' }], 'LIMIT_NARROWS_NOTHING'],
  ['twice in one list', court, [{ limit: 'readOnly' }, { limit: 'readOnly' }], [], 'LIMIT_NARROWS_NOTHING'],
  ['the police rules: no 治安 record is told there', { ...gun, track: 'certificateRules', organ: 'police/000102' }, [{ limit: 'judgmentsOnly' }], [], 'LIMIT_NOT_FOR_INQUIRER'],
  ['a norm that carries nothing', application('unit', { basisId: 'LB-76', occupation: 'rideHailingDriver' }), [{ limit: 'yesOrNo' }], [], 'LIMIT_NOT_FOR_INQUIRER'],
];
for (const [name, asked, limits, standing, fault] of ROWS) {
  test(`${name}: ${fault ?? 'narrows'}`, () => assert.equal(checkLimits(grantOf(asked), limits, standing), fault));
}

const conviction = (charge: string, more: Partial<InquiredRecord> = {}): InquiredRecord => ({
  recordId: `r-${charge}`, caseCode: 'C1', regime: 'none', kind: 'judgment', isConviction: true, charges: [charge], execution: 'ended',
  servedOn: civil('2024-01-01'), effectiveOn: civil('2022-01-01'), decidedOn: civil('2021-12-20'), sentence: { penalty: 'fixedTermImprisonment', termMonths: 24 }, detention: false, ...more,
});
const violation = (words: string): InquiredRecord => ({
  recordId: `r-${words}`, caseCode: 'C2', regime: 'publicOrder', kind: 'publicOrder', isConviction: false, execution: 'unknown', violation: words, detention: true, decidedOn: civil('2025-05-01'),
});
const nonProsecution: InquiredRecord = { recordId: 'r-np', caseCode: 'C3', regime: 'juvenile', kind: 'nonProsecution', isConviction: false, execution: 'unknown', charges: ['盗窃罪'], nonProsecutionType: 'discretionary', detention: false };
const TELL: InquiryReadings = { K4: 'asLawNames', K5: 'asBasisAllows' };
const compute = (asked: InquiryApplication, records: readonly InquiredRecord[], limits: readonly DisclosedLimit[] = [], yes: readonly string[] = []) => {
  const { basis } = grantOf(asked);
  const answers = yes.flatMap((item) => records.map(({ recordId }) => ({ recordId, item, isRelevant: true, reasons: 'x' })));
  return computeDisclosure({ application: asked, readings: TELL, rules: RULES, records, answers, on: ON, limits, ...(basis === undefined ? {} : { basis }) });
};
const told = (...given: Parameters<typeof compute>): string => {
  const { disclosure, questions } = compute(...given);
  if (questions.length > 0) return `ask ${questions.map(({ item }) => item).join()}`;
  if (disclosure.kind === 'file') return `${disclosure.modes.join('+')}: ${disclosure.records.map(({ charges, sentence, violation: words }) => `${(charges ?? [words ?? '-']).join('、')}${sentence === undefined ? '' : '+term'}`).join()}`;
  return `${disclosure.found ? 'yes' : 'no'}: ${disclosure.items.map((item) => (item.what === 'conviction' ? `${item.charge}${item.sentence === undefined ? '' : '+term'}` : item.what)).join()}`;
};
const TWO = conviction('诈骗罪', { charges: ['盗窃罪', '受贿罪'] });
const TOLD: readonly (readonly [name: string, expected: string, ...given: Parameters<typeof compute>])[] = [
  ['a teacher\'s licence, nothing narrowed', 'yes: 盗窃罪+term', teacher, [conviction('盗窃罪')]],
  ['yes or no', 'yes: ', teacher, [conviction('盗窃罪')], [{ limit: 'yesOrNo' }]],
  ['yes or no, nothing there', 'no: ', teacher, [], [{ limit: 'yesOrNo' }]],
  ['without the term', 'yes: 盗窃罪', teacher, [conviction('盗窃罪')], [{ limit: 'withoutTerm' }]],
  ['a school may be told yes alone', 'yes: ', school, [conviction('猥亵儿童罪', { regime: 'juvenile' })], [{ limit: 'yesOrNo' }]],
  ['a class it is of', 'yes: 盗窃罪+term', teacher, [conviction('盗窃罪')], [classes('property')]],
  ['a class it is not of', 'no: ', teacher, [conviction('盗窃罪')], [classes('drug')]],
  ['of two crimes of one judgment, one class: no term', 'yes: 受贿罪', application('lawyer'), [TWO], [classes('corruption')]],
  ['a class that the charge leaves open', 'ask 是否属于许可的类别：寻衅滋事罪', application('lawyer'), [conviction('寻衅滋事罪')], [classes('violence')]],
  ['the same, answered', 'yes: 寻衅滋事罪+term', application('lawyer'), [conviction('寻衅滋事罪')], [classes('violence')], ['是否属于许可的类别：寻衅滋事罪']],
  ['on the first day', 'yes: 盗窃罪', application('unit'), [conviction('盗窃罪')], [since('2021-12-20')]],
  ['on the day before it', 'no: ', application('unit'), [conviction('盗窃罪')], [since('2021-12-21')]],
  ['on the last day', 'yes: 盗窃罪', application('unit'), [conviction('盗窃罪')], [until('2021-12-20')]],
  ['on the day after it', 'no: ', application('unit'), [conviction('盗窃罪')], [until('2021-12-19')]],
  ['a day nobody told', 'ask 是否在许可的日期范围内', court, [nonProsecution], [since('2020-01-01')]],
  ['a day nobody told, of what is not told anyway', 'no: ', application('lawyer'), [nonProsecution], [since('2020-01-01')]],
  ['an officer is not asked about a class that is left out', 'no: ', application('unit'), [conviction('盗窃罪', { isConviction: 'unknown' })], [classes('drug')]],
  ['a court, everything', 'read+excerpt+copy: 盗窃罪,猥亵,盗窃罪+term', court, [conviction('盗窃罪'), violation('猥亵'), nonProsecution]],
  ['a court, to read', 'read: 盗窃罪+term', court, [conviction('盗窃罪')], [{ limit: 'readOnly' }]],
  ['a court, no copy', 'read+excerpt: 盗窃罪+term', court, [conviction('盗窃罪')], [{ limit: 'withoutCopy' }]],
  ['a court, judgments', 'read+excerpt+copy: 盗窃罪+term', court, [conviction('盗窃罪'), violation('猥亵'), nonProsecution], [{ limit: 'judgmentsOnly' }]],
  ['a court, drug offences', 'read+excerpt+copy: 贩卖毒品罪', court, [conviction('盗窃罪'), violation('吸毒'), conviction('贩卖毒品罪', { charges: ['贩卖毒品罪', '盗窃罪'] })], [classes('drug')]],
];
for (const [name, expected, ...given] of TOLD) test(`told, ${name}: ${expected}`, () => assert.equal(told(...given), expected));

/** Every member of what is told narrowed stands in what is told in full, and says the same there. */
const isPart = (part: Readonly<Record<string, unknown>>, whole: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(part).every(([name, value]) => (name === 'charges' && Array.isArray(value)
    ? value.every((one) => (whole[name] as readonly unknown[]).includes(one)) : JSON.stringify(whole[name]) === JSON.stringify(value)));
type Row = DisclosedItem | DisclosedRecord;
const rowsOf = (disclosure: Disclosure): readonly Row[] => (disclosure.kind === 'file' ? disclosure.records : disclosure.items);

const regimes = fc.constantFrom<SealRegime>('none', 'juvenile', { pack: 'cn-a1' });
const days = fc.constantFrom('2019-05-01', '2021-12-20', '2024-03-04');
const charges = fc.subarray(['盗窃罪', '强奸罪', '寻衅滋事罪', '交通肇事罪', '受贿罪', '贩卖毒品罪', '自创罪'], { minLength: 1, maxLength: 3 });
const records = fc.array(fc.oneof(
  fc.tuple(charges, regimes, days, fc.nat(9)).map(([all, regime, decidedOn, id]) => conviction(all.join(), { recordId: `r-${all.join()}-${id}`, charges: all, regime, decidedOn: civil(decidedOn) })),
  fc.constantFrom('猥亵', '吸毒', '盗窃').map(violation), fc.constant(nonProsecution),
), { maxLength: 5 });
const limits = fc.array(fc.oneof(
  fc.constantFrom<DisclosedLimit>({ limit: 'yesOrNo' }, { limit: 'withoutTerm' }, { limit: 'withoutCopy' }, { limit: 'readOnly' }, { limit: 'judgmentsOnly' }),
  fc.subarray([...OFFENCE_CLASSES], { minLength: 1, maxLength: 6 }).map((names): DisclosedLimit => classes(...names)),
  fc.tuple(fc.constantFrom('since', 'until') as fc.Arbitrary<'since' | 'until'>, days).map(([limit, day]): DisclosedLimit => ({ limit, day: civil(day) })),
), { maxLength: 4 });
const usable = LEGAL_BASES.bases.filter((basis) => basis.usable);
const asked = fc.oneof(
  fc.constantFrom(...INQUIRER_KINDS).map((kind) => application(kind)),
  fc.tuple(fc.constantFrom<InquirerKind>('unit', 'administrativeOrgan'), fc.constantFrom(...usable)).map(([kind, basis]) => application(kind, { basisId: basis.id, occupation: basis.occupations[0] })),
);
const ALL_YES = ['是否在许可的日期范围内', '是否为生效的有罪裁判', '罪名未载明', ...['盗窃罪', '强奸罪', '寻衅滋事罪', '交通肇事罪', '受贿罪', '贩卖毒品罪', '自创罪', '未载明'].flatMap((one) => [one, `是否属于许可的类别：${one}`])];

test('narrowed ⊆ full: whatever is asked, held, answered and limited, nothing is told that was not told before', () => {
  let [less, same] = [0, 0];
  fc.assert(fc.property(asked, records, limits, fc.boolean(), (one, held, by, isAnswered) => {
    const yes = isAnswered ? ALL_YES : [];
    const [full, narrow] = [compute(one, held, [], yes).disclosure, compute(one, held, by, yes).disclosure];
    assert.equal(narrow.kind, full.kind);
    for (const row of rowsOf(narrow)) assert.ok(rowsOf(full).some((whole) => isPart(row, whole)), JSON.stringify(row));
    if (narrow.kind === 'answer' && full.kind === 'answer') assert.ok(full.found || !narrow.found, 'a yes that was a no');
    if (narrow.kind === 'file' && full.kind === 'file') assert.ok(narrow.modes.every((mode) => full.modes.includes(mode)) && narrow.modes.includes('read'));
    assert.deepEqual(narrow.limits ?? [], by, 'what was narrowed is said, whatever is held');
    if (JSON.stringify(rowsOf(full)) === JSON.stringify(rowsOf(narrow))) same += 1; else less += 1;
  }), { numRuns: 600 });
  assert.ok(less > 60 && same > 60, `${less} less, ${same} the same`);
});

test('what goes with the answer tells nothing of what was left out: the same bytes with and without it', () => {
  fc.assert(fc.property(records, (held) => {
    const other = held.filter(({ kind, charges: all = [] }) => kind === 'judgment' && all.every((one) => one === '盗窃罪'));
    const digest = (all: readonly InquiredRecord[]): string => disclosureDigest(compute(application('unit'), all, [classes('drug')]).disclosure);
    assert.equal(digest(other), digest([]));
  }));
});

test('without limits the answer is what it was before there were any: the same bytes, the same digest', () => {
  const [plain] = [compute(teacher, [conviction('盗窃罪')]).disclosure];
  assert.ok(!('limits' in plain));
  assert.equal(disclosureDigest(plain), disclosureDigest(compute(teacher, [conviction('盗窃罪')], []).disclosure));
});

test('what the preview takes away is what the computation leaves out', () => {
  const everything = [conviction('强奸罪'), violation('猥亵'), nonProsecution];
  for (const kind of INQUIRER_KINDS) {
    const one = application(kind);
    for (const name of limitsFor(grantOf(one))) {
      const { disclosure } = compute(one, everything, [name === 'since' ? since('2019-01-01') : name === 'until' ? until('2026-01-01') : name === 'classes' ? classes('sexual') : limitOf(name)], ALL_YES);
      const removed: readonly string[] = GRANT_LIMITS[name].removes;
      const text = JSON.stringify(disclosure);
      const has = { charge: text.includes('"charge"'), term: text.includes('"sentence"') && disclosure.kind === 'answer', publicOrder: text.includes('猥亵'), copy: text.includes('copy'), excerpt: text.includes('excerpt') };
      const before = tellableParts(grantOf(one)).map(({ part }): string => part);
      // Under yes or no such a record still counts; it is not named.
      for (const [part, isThere] of Object.entries(has)) if (name !== 'yesOrNo' || part !== 'publicOrder') assert.equal(isThere, before.includes(part) && !removed.includes(part), `${kind} ${name} ${part}`);
    }
  }
});

test('a norm that has lapsed opens no record', () => {
  const { disclosure } = computeDisclosure({ application: application('unit'), readings: TELL, rules: RULES, records: [conviction('盗窃罪')], answers: [], on: ON });
  assert.deepEqual(disclosure, { kind: 'answer', found: false, items: [] });
});

test('every limit rests on an article that resolves, and has words in both languages', () => {
  for (const { cites, zh, en } of Object.values(GRANT_LIMITS)) {
    assert.ok(zh.length > 0 && en.length > 0 && cites.length > 0);
    for (const id of cites) assert.ok(resolveCitation(id).ok, id);
  }
  assert.equal(limitWords(classes('sexual', 'abuse')), '只限下列类别的犯罪，治安违法记录不予告知：性侵犯罪、虐待');
  assert.equal(limitWords(since('2020-01-01')), '只限该日（含）以后的裁判、决定：2020-01-01');
  assert.deepEqual(classesToldOf(grantOf(application('guardian'))), []);
});

const READ_ONLY = { limit: 'readOnly', reasons: '办案只需核对前科有无' } as const;
const RECENT = { limit: 'since', day: civil('2015-01-01'), reasons: '与累犯期间有关的即可' } as const;
const begun = [steps.apply(court), steps.check()];
const DECIDED: readonly (readonly [name: string, commands: Parameters<typeof run>[0], stage: string, refusal: string | undefined])[] = [
  ['the examiner narrows', [...begun, { ...steps.propose('judicialOrgan'), limits: [READ_ONLY] }, steps.decide()], 'granted', undefined],
  ['the approver narrows, at once', [...begun, steps.propose('judicialOrgan'), { ...steps.decide(), limits: [RECENT] }], 'granted', undefined],
  ['both narrow', [...begun, { ...steps.propose('judicialOrgan'), limits: [READ_ONLY] }, { ...steps.decide(), limits: [RECENT] }], 'granted', undefined],
  ['a limit without reasons', [...begun, { ...steps.propose('judicialOrgan'), limits: [{ ...READ_ONLY, reasons: ' ' }] }], 'accepted', 'REASONS_MISSING'],
  ['an approver\'s limit without reasons', [...begun, steps.propose('judicialOrgan'), { ...steps.decide(), limits: [{ ...RECENT, reasons: '' }] }], 'proposed', 'REASONS_MISSING'],
  ['a limit that is not for a court', [...begun, { ...steps.propose('judicialOrgan'), limits: [{ limit: 'yesOrNo', reasons: 'x' }] }], 'accepted', 'LIMIT_NOT_FOR_INQUIRER'],
  ['the examiner\'s limit again', [...begun, { ...steps.propose('judicialOrgan'), limits: [READ_ONLY] }, { ...steps.decide(), limits: [READ_ONLY] }], 'proposed', 'LIMIT_NARROWS_NOTHING'],
  ['a refusal that is narrowed', [...begun, { ...steps.propose('judicialOrgan'), outcome: 'refuse', limits: [READ_ONLY] }], 'accepted', 'NARROWING_WITHOUT_GRANT'],
  ['sent back and narrowed', [...begun, steps.propose('judicialOrgan'), { ...steps.decide(), agrees: false, reasons: 'x', limits: [READ_ONLY] }], 'proposed', 'NARROWING_WITHOUT_GRANT'],
  ['the examiner narrows their own as the approver', [...begun, steps.propose('judicialOrgan'), { ...steps.decide(), by: CLERK, limits: [READ_ONLY] }], 'proposed', 'FOUR_EYES'],
];
for (const [name, commands, stage, refusal] of DECIDED) {
  test(`decided: ${name}: ${refusal ?? stage}`, () => {
    const { state, refusal: told_ } = run(commands);
    assert.deepEqual([state.stage, told_], [stage, refusal]);
  });
}

test('the limits and reasons of both stay, each with whose it is; a proposal that is sent back takes its limits with it', () => {
  const { state, events } = run([...begun, { ...steps.propose('judicialOrgan'), limits: [READ_ONLY] }, { ...steps.decide(), reasons: '同意，再缩小', limits: [RECENT] }]);
  assert.deepEqual(state.stage !== 'none' && state.limits, [{ ...READ_ONLY, setBy: 'examiner' }, { ...RECENT, setBy: 'approver' }]);
  assert.deepEqual(events.map((event) => ('reasons' in event ? event.reasons : undefined)).filter((one) => one !== undefined), ['符合规定', '同意，再缩小']);
  const anew = run([...begun, { ...steps.propose('judicialOrgan'), limits: [READ_ONLY] }, { ...steps.decide(), agrees: false, reasons: '范围' }, steps.propose('judicialOrgan'), steps.decide()]).state;
  assert.deepEqual(anew.stage !== 'none' && anew.limits, []);
});

test('events that were stored before there were limits read as a grant without any', () => {
  const { events } = run([...begun, steps.propose('judicialOrgan'), steps.decide()]);
  for (const event of events) assert.ok(!('limits' in event));
  const { state } = run([...begun, steps.propose('judicialOrgan'), { ...steps.decide(), by: BOSS }]);
  assert.deepEqual(state.stage !== 'none' && state.limits, []);
});

test('a grant whose norm has lapsed since is neither prepared nor shown', () => {
  const granted = [steps.apply(application('unit')), steps.check(), steps.propose('unit'), steps.decide(), steps.sign()];
  const lapsed = { ...RULES, bases: { ...RULES.bases, bases: RULES.bases.bases.filter(({ id }) => id !== 'LB-01') } };
  const refusalUnder = (rules: typeof RULES, before: Parameters<typeof run>[0], last: Parameters<typeof decideInquiry>[0]): string => {
    const decided = decideInquiry(last, run(before).state, rules);
    return decided.ok ? 'done' : decided.error.code;
  };
  assert.equal(refusalUnder(RULES, granted, steps.prepare()), 'done');
  assert.equal(refusalUnder(lapsed, granted, steps.prepare()), 'NOT_ALLOWED_BY_LAW');
  assert.equal(refusalUnder(RULES, [...granted, steps.prepare()], steps.disclose()), 'done');
  assert.equal(refusalUnder(lapsed, [...granted, steps.prepare()], steps.disclose()), 'NOT_ALLOWED_BY_LAW');
});
