import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import fc from 'fast-check';
import { effective, judged, RETRIAL, SECOND, tell } from '../sealing/triggers/testing/scenes.ts';
import { openCase, token } from '../intake/testing/messages.ts';
import type { IntakeMessage } from '../intake/messages/message.ts';
import { parseDocument } from '../intake/identity/parse-document.ts';
import type { CertificateApplication, CertificateMaterial, CertificatePerson } from './application.ts';
import { type ApplicationCheck, checkApplication } from './check-application.ts';
import type { CertificatePaper } from './certificate-event.ts';
import { type CertificateState, evolveCertificate, NO_CERTIFICATE } from './certificate-state.ts';
import { convictionOf } from './conviction.ts';
import { type CertificateCommand, decideCertificate } from './decide-certificate.ts';
import { markKeys } from './mark-key.ts';
import { DEFAULT_CERTIFICATE_SETTINGS, parseCertificateSettings } from './settings.ts';
import { factsDigest, parseVerificationCode, verificationCode } from './verification-code.ts';

type Scene = readonly [rule: string, messages: readonly IntakeMessage[], expected: string | undefined];
const PUBLIC_ORDER = tell('publicOrderDecisionRecorded', {
  documentNumber: '某公行罚决字〔2023〕1号', decidedOn: '2023-05-10', violation: '殴打他人', penalties: ['administrativeDetention'],
}, { organ: 'police', code: '110105000000' });
const secondInstance = judged({ documentNumber: SECOND, decidedOn: '2024-01-10', instance: 'second', outcome: 'affirmed', sentence: undefined, charges: undefined });

const CONVICTIONS: readonly Scene[] = [
  ['an effective judgment with a sentence is a conviction', [judged(), effective()], 'convicted 2023-11-17'],
  ['a judgment that nobody told to be in force is none (W-69)', [judged()], undefined],
  ['exemption from punishment is a finding of guilt', [judged({ sentence: { penalty: 'exemptionFromPunishment' } }), effective()], 'convicted 2023-11-17'],
  ['an acquittal is none', [judged({ sentence: { penalty: 'none' }, charges: undefined, acquittalGround: 'insufficientEvidence' }), effective()], undefined],
  ['a judgment of second instance takes effect with its day', [judged(), secondInstance], 'convicted 2024-01-10'],
  ['a retrial in force that acquits ends it', [judged(), effective(),
    judged({ documentNumber: RETRIAL, decidedOn: '2026-02-01', instance: 'retrial', sentence: { penalty: 'none' }, charges: undefined, acquittalGround: 'innocent' }), effective('2026-02-10', RETRIAL)], undefined],
  ['a retrial that nobody told to be in force leaves the conviction', [judged(), effective(),
    judged({ documentNumber: RETRIAL, decidedOn: '2026-02-01', instance: 'retrial', sentence: { penalty: 'none' }, charges: undefined, acquittalGround: 'innocent' })], 'convicted 2023-11-17'],
  ['a judgment in force without a known outcome is for a person to look at', [judged({ sentence: undefined, charges: undefined, outcome: undefined }), effective()], 'unclear 2023-11-17'],
  ['one version told in two ways is unclear, never innocence', [judged(), judged({ sentence: { penalty: 'none' }, charges: undefined }), effective()], 'unclear 2023-11-17'],
  ['a decision not to prosecute is none', [tell('nonProsecutionDecided', { decidedOn: '2023-09-01', documentNumber: '某检刑不诉〔2023〕7号', procuratorate: '某某区人民检察院', type: 'discretionary' }, { organ: 'procuratorate', code: '110105J' })], undefined],
  ['a public-order record is none', [PUBLIC_ORDER], undefined],
  ['an open case is none', [tell('caseFiled', { filedOn: '2023-05-10' }, { organ: 'police', code: '110105000000' })], undefined],
];
for (const [rule, messages, expected] of CONVICTIONS) {
  test(`公安规定2: ${rule}`, () => {
    const found = convictionOf(openCase(...messages), new Set([token('a')]));
    assert.equal(found === undefined ? undefined : `${found.standing} ${found.effectiveOn ?? ''}`, expected);
    assert.equal(convictionOf(openCase(...messages), new Set([token('b')])), undefined, 'nobody else');
  });
}

const document = (number: string): CertificatePerson['document'] => {
  const parsed = parseDocument({ type: 'residentIdentityCard', number });
  assert.ok(parsed.ok);
  return parsed.value;
};
const NUMBER = '110105200803070019';
const PASSPORT = { type: 'passport', number: 'X1234567', checked: false, issuingState: 'FRA' } as const;
const person: CertificatePerson = { name: '虚小禾', nationality: 'CHN', document: { type: 'residentIdentityCard', number: NUMBER, checked: true, bornOn: civil('2008-03-07') }, otherDocuments: [] };
const own: CertificateApplication = { person, applicant: { kind: 'self' }, materials: ['identityDocument'] };
const told = (check: ApplicationCheck): string =>
  check.result === 'complete' ? 'complete' : check.result === 'supplement' ? check.missing.join() : check.obstacle.code;
const check = (application: CertificateApplication, on = '2026-11-20', givenInYear = 0): string =>
  told(checkApplication(application, { on: civil(on), givenInYear, settings: DEFAULT_CERTIFICATE_SETTINGS }));

test('公安规定6: the fourth in a natural year asks for proof of reasonable use, the third does not (W-79)', () => {
  assert.deepEqual([0, 2, 3, 4].map((given) => check(own, '2026-11-20', given)), ['complete', 'complete', 'proofOfUse', 'proofOfUse']);
  assert.equal(check({ ...own, materials: ['identityDocument', 'proofOfUse'] }, '2026-11-20', 3), 'complete');
});

test('公安规定5: a foreigner may apply from the 180th day on, and unknown days prove nothing (W-77)', () => {
  const { bornOn: _known, ...rest } = { ...person, document: PASSPORT, nationality: 'FRA', bornOn: civil('1990-01-01') };
  const stayed = (stayDays: number | undefined): string => check({ ...own, person: { ...rest, bornOn: civil('1990-01-01'), ...(stayDays === undefined ? {} : { stayDays }) } });
  assert.deepEqual([100, 179, 180, 181, undefined].map(stayed), ['STAY_TOO_SHORT', 'STAY_TOO_SHORT', 'complete', 'complete', 'proofOfStay']);
});

test('办法15: a guardian acts up to the eighteenth birthday, and not from the day after', () => {
  const guardian = { ...own, applicant: { kind: 'guardian' as const, name: '虚大禾' }, materials: ['identityDocument', 'proofOfGuardianship', 'guardianIdentity'] as const satisfies readonly CertificateMaterial[] };
  assert.deepEqual(['2026-03-06', '2026-03-07', '2026-03-08'].map((on) => check(guardian, on)), ['complete', 'complete', 'GUARDIANSHIP_ENDED']);
  assert.equal(check({ ...guardian, materials: [...guardian.materials, 'proofOfIncapacity'] }), 'complete');
  assert.equal(check({ ...guardian, materials: [] }, '2026-03-06'), 'identityDocument,proofOfGuardianship,guardianIdentity', 'told all at once');
});

test('公安规定4: an agent is of full capacity and brings a letter; an unknown age is no capacity', () => {
  const agent = (bornOn?: string): CertificateApplication => ({
    ...own, materials: ['identityDocument', 'letterOfAttorney', 'agentIdentity'],
    applicant: { kind: 'agent', name: '虚中禾', ...(bornOn === undefined ? {} : { bornOn: civil(bornOn) }) },
  });
  assert.deepEqual([agent('2008-11-19'), agent('2008-11-20'), agent()].map((one) => check(one)), ['complete', 'AGENT_WITHOUT_CAPACITY', 'AGE_UNKNOWN']);
});

test('two numbers with two birth dates are two people', () => {
  const other = document('110105199001010010'.slice(0, 17) + ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][[...'11010519900101001'].reduce((sum, digit, at) => sum + Number(digit) * ([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2][at] ?? 0), 0) % 11]);
  assert.equal(check({ ...own, person: { ...person, otherDocuments: [other] } }), 'IDENTITY_DIFFERS');
});

const at = (actor: string, on = '2026-11-20') => ({ at: `${on}T02:00:00.000Z`, actor, on: civil(on) });
const paper = (outcome: 'certificate' | 'refusal'): CertificatePaper =>
  ({ outcome, organ: 'police/110105000000', organWord: '虚公（零）', organName: '虚构公安局', sequence: 7, issuedOn: civil('2026-11-20') });
const apply = (given: { paper?: CertificatePaper } = {}): CertificateCommand =>
  ({ type: 'Apply', act: at('clerk'), application: own, requestHash: 'h', organ: 'police/110105000000', ...given });
const after = (...commands: readonly CertificateCommand[]): CertificateState => commands.reduce<CertificateState>((state, command) => {
  const decided = decideCertificate(command, state);
  assert.ok(decided.ok, JSON.stringify(decided));
  return decided.value.reduce(evolveCertificate, state);
}, NO_CERTIFICATE);

test('公安规定8: what is clear is decided on the spot; nothing follows a decision', () => {
  const state = after(apply({ paper: paper('certificate') }));
  assert.equal(state.status === 'decided' && state.paper.outcome, 'certificate');
  assert.deepEqual(decideCertificate(apply(), state), { ok: false, error: { code: 'WRONG_STATE' } });
});

test('办法15: accepted on a Friday, the term ends on the Wednesday after; 调查核实 does not count (W-31)', () => {
  const accepted = after(apply());
  assert.equal(accepted.status === 'accepted' && accepted.dueOn, '2026-11-25');
  const found = after(apply(), { type: 'RequestVerification', act: at('officer', '2026-11-23'), ground: 'identitiesConflict' },
    { type: 'ApproveVerification', act: at('head', '2026-11-23') },
    { type: 'ProposeFinding', act: at('officer', '2026-12-02'), outcome: 'certificate' });
  assert.equal(found.status === 'findingProposed' && found.dueOn, '2026-12-07', 'the three days run on after 23 November to 2 December');
});

test('whoever asked for a verification or proposed a finding does not approve it', () => {
  const asked = after(apply(), { type: 'RequestVerification', act: at('officer'), ground: 'recordUnclear' });
  assert.deepEqual(decideCertificate({ type: 'ApproveVerification', act: at('officer') }, asked), { ok: false, error: { code: 'FOUR_EYES' } });
  const proposed = after(apply(), { type: 'ProposeFinding', act: at('officer'), outcome: 'refusal' });
  assert.deepEqual(decideCertificate({ type: 'ApproveFinding', act: at('officer'), paper: paper('refusal') }, proposed), { ok: false, error: { code: 'FOUR_EYES' } });
  const decided = after(apply(), { type: 'ProposeFinding', act: at('officer'), outcome: 'refusal' }, { type: 'ApproveFinding', act: at('head'), paper: paper('refusal') });
  assert.equal(decided.status === 'decided' && decided.paper.outcome, 'refusal');
});

test('a step out of turn is refused in every state, and refuses without an event', () => {
  const steps: readonly CertificateCommand[] = [
    { type: 'RequestVerification', act: at('x'), ground: 'other' }, { type: 'ApproveVerification', act: at('x') }, { type: 'RefuseVerification', act: at('x') },
    { type: 'ProposeFinding', act: at('x'), outcome: 'certificate' }, { type: 'ApproveFinding', act: at('x'), paper: paper('certificate') }, { type: 'ReturnFinding', act: at('x') },
  ];
  const allowed = (state: CertificateState): string => steps.filter((step) => decideCertificate(step, state).ok).map(({ type }) => type).join();
  assert.equal(allowed(NO_CERTIFICATE), '');
  assert.equal(allowed(after(apply())), 'RequestVerification,ProposeFinding');
  assert.equal(allowed(after(apply(), { type: 'RequestVerification', act: at('a'), ground: 'other' })), 'ApproveVerification,RefuseVerification');
  assert.equal(allowed(after(apply(), { type: 'RequestVerification', act: at('a'), ground: 'other' }, { type: 'ApproveVerification', act: at('b') })), 'ProposeFinding');
  assert.equal(allowed(after(apply(), { type: 'ProposeFinding', act: at('a'), outcome: 'refusal' })), 'ApproveFinding,ReturnFinding');
  assert.equal(allowed(after(apply({ paper: paper('refusal') }))), '');
});

test('a person is found by every number; by name and birth date only where nobody told a number', () => {
  const named = { kind: 'person' as const, names: [{ text: '虚小禾', use: 'current' as const }], documents: [], bornOn: civil('2008-03-07') };
  assert.deepEqual(markKeys([named]), [{ termKind: 'nameAndBirth', text: '虚小禾|2008-03-07' }]);
  assert.deepEqual(markKeys([named, { ...named, documents: [person.document] }]), [{ termKind: 'identityDocument', text: `residentIdentityCard|${NUMBER}` }]);
  assert.deepEqual(markKeys([{ ...named, names: [{ text: '虚某', use: 'current' }] }]), []);
  const { bornOn: _none, ...undated } = named;
  assert.deepEqual(markKeys([undated]), []);
});

test('settings: what is not named stays as the texts have it, and nonsense is refused', () => {
  assert.deepEqual(parseCertificateSettings({}), DEFAULT_CERTIFICATE_SETTINGS);
  assert.deepEqual(parseCertificateSettings({ validityMonths: 6 }), { ...DEFAULT_CERTIFICATE_SETTINGS, validityMonths: 6 });
  for (const wrong of [{ freeInYear: -1 }, { freeInYear: 2.5 }, { deciding: 'never' }, { validityMonths: 0 }, { validity: 6 }, { year: 'rolling' }]) {
    assert.equal(parseCertificateSettings(wrong), undefined, JSON.stringify(wrong));
  }
});

const facts = { certificateId: '0199f0a0-1111-7abc-8def-0123456789ab', number: '（2026）虚公证字第7号', organ: '虚构公安局', issuedOn: civil('2026-11-20'), name: '虚小禾', nationality: '中国', documentType: '居民身份证', documentNumber: NUMBER };

test('a verification code reads back, holds nothing of the person, and every fact is in its digest', () => {
  const claim = { keyId: '0123456789abcdef', certificateId: facts.certificateId, issuedOn: facts.issuedOn, factsDigest: factsDigest(facts) };
  const code = verificationCode({ claim, signature: new Uint8Array(64).fill(7) });
  assert.deepEqual(parseVerificationCode(` ${code.toLowerCase()}\n`), { ok: true, value: { claim, signature: new Uint8Array(64).fill(7) } });
  assert.ok(code.length < 200 && /^[A-Z0-9:]+$/.test(code) && !code.includes(NUMBER));
  const others = [{ name: '虚大禾' }, { number: '（2026）虚公证字第8号' }, { documentNumber: '1' }, { validUntil: civil('2027-05-20') }, { nationality: '法国' }, { organ: '别的公安局' }, { documentType: '护照' }];
  assert.equal(new Set([facts, ...others.map((other) => ({ ...facts, ...other }))].map(factsDigest)).size, others.length + 1);
});

test('spaces make no other paper, because whoever reads one back cannot count them; letters do', () => {
  const named = (name: string): string => factsDigest({ ...facts, name });
  assert.equal(new Set(['ANNA BERG', 'ANNABERG', 'ANNA  BERG', 'ANNA　BERG'].map(named)).size, 1);
  assert.notEqual(named('ANNA BERG'), named('ANNE BERG'));
});

test('any other text is no verification code, and reading one never fails', () => {
  const refusal = { ok: false, error: { code: 'CODE_FORM' } };
  for (const text of ['', 'FENGCUN:CERT:', 'FENGCUN:CASE:ABC', `FENGCUN:CERT:${'A'.repeat(400)}`, 'FENGCUN:CERT:AAAA1']) assert.deepEqual(parseVerificationCode(text), refusal);
  fc.assert(fc.property(fc.string(), (text) => { assert.deepEqual(parseVerificationCode(`FENGCUN:CERT:${text}`), refusal); }), { seed: 286 });
});
