import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { attachmentParts, blobsIn, expireInquiries, inquiriesOver, type InquiryActor, type InquiryParts, type InquiryStep, type InquiryTaken, applyForInquiry, disclose, prepareDisclosure, servicePorts, takeInquiryStep } from '@fengcun/application';
import { present } from '@fengcun/kernel';
import { INQUIRERS, type InquiryApplication } from '@fengcun/registry';
import { inventedApplication, inventedDocument } from '../../../../packages/application/src/inquiry/testing/played-inquiry.ts';
import { loadPaperFont } from '../../../../packages/application/src/certificate/paper-workshop.ts';
import { memoryDeployment } from '../../../../packages/application/src/intake/testing/import-fixture.ts';
import { beginCustody } from '../../../../packages/application/src/keys/custody-act.ts';
import { makeToken } from '../access/service-accounts.ts';
import { DEFAULT_CONFIG } from '../config/server-config.ts';
import { createServer } from './create-server.ts';

/**
 * States of an inquiry × who asks × every request about it, against a running service over real storage. The rules
 * stand here a second time, as a lawyer writes them: whose it is, which office may, and in which state.
 */
const [COURT, OTHER_COURT, UNIT] = ['court/110000000001', 'court/110000000009', 'unit/000001'];
type Office = 'inquirer' | 'clerk' | 'reviewer' | 'approver' | 'supervisor' | 'citizen';
type Who = Readonly<{ organ: string; office: Office }>;
const PEOPLE: Readonly<Record<string, Who>> = {
  'who-asked': { organ: UNIT, office: 'inquirer' }, 'colleague': { organ: UNIT, office: 'inquirer' }, 'other-unit': { organ: 'unit/000009', office: 'inquirer' },
  'court-clerk': { organ: COURT, office: 'clerk' }, 'court-reviewer': { organ: COURT, office: 'reviewer' }, 'court-approver': { organ: COURT, office: 'approver' },
  'other-clerk': { organ: OTHER_COURT, office: 'clerk' }, 'other-reviewer': { organ: OTHER_COURT, office: 'reviewer' }, 'other-approver': { organ: OTHER_COURT, office: 'approver' },
  'procurator': { organ: 'procuratorate/110000000002', office: 'supervisor' }, 'some-citizen': { organ: 'none/000000', office: 'citizen' },
};

const STATES = [
  'applied', 'supplementing', 'supplemented', 'accepted', 'proposed', 'granted', 'undertaken', 'prepared', 'disclosed', 'refused', 'notAccepted', 'expired', 'withdrawn',
] as const;
type State = (typeof STATES)[number];
const OPEN: readonly State[] = ['applied', 'supplementing', 'supplemented', 'accepted', 'proposed', 'granted', 'undertaken', 'prepared'];
const ENDED: readonly State[] = ['disclosed', 'refused', 'notAccepted', 'expired'];
const AFTER_ACCEPTANCE: readonly State[] = ['accepted', 'proposed', 'granted', 'undertaken', 'prepared', 'disclosed', 'refused', 'expired', 'withdrawn'];

/** A request: its path after the id, who may at all, for whom it is, and in which states it does something. */
type Request = Readonly<{ path: string; body?: unknown; offices: readonly Office[]; isApplicants: boolean; states: readonly State[]; elsewhere?: string }>;
const OFFICES: readonly Office[] = ['inquirer', 'clerk', 'reviewer', 'approver'];
const LOOKS: Readonly<Record<string, Readonly<{ path: string; offices: readonly Office[]; states: readonly State[]; notApplicant?: true }>>> = {
  read: { path: '', offices: OFFICES, states: STATES },
  receipt: { path: '/papers/inquiry-receipt', offices: OFFICES, states: AFTER_ACCEPTANCE },
  refusal: { path: '/papers/inquiry-refusal-decision', offices: OFFICES, states: ['refused'] },
  // 办法16(2): shown once to who asked; the letter stays in the dossier of the organ.
  letter: { path: '/papers/inquiry-result-letter', offices: OFFICES, states: ['disclosed'], notApplicant: true },
};
const STEPS: Readonly<Record<string, Request>> = {
  supplement: { path: '/supplements', body: { materials: ['officialLetter'] }, offices: ['inquirer'], isApplicants: true, states: ['supplementing'] },
  withdraw: { path: '/withdrawals', body: {}, offices: ['inquirer'], isApplicants: true, states: OPEN },
  check: { path: '/steps', body: { type: 'CheckIntake' }, offices: ['reviewer'], isApplicants: false, states: ['applied', 'supplemented'] },
  propose: { path: '/steps', body: { type: 'Propose', outcome: 'grant', reasons: '审查', confirmations: [], readings: [] }, offices: ['reviewer'], isApplicants: false, states: ['accepted'] },
  decide: { path: '/decisions', body: { agrees: true, reasons: '' }, offices: ['approver'], isApplicants: false, states: ['proposed'] },
  sign: { path: '/undertakings', body: { signer: '沈某遥' }, offices: ['inquirer'], isApplicants: true, states: ['granted'] },
  prepare: { path: '/preparations', body: { answers: [] }, offices: ['clerk', 'reviewer'], isApplicants: false, states: ['undertaken', 'prepared'] },
  // Used once: in the state «disclosed» nothing is shown again.
  disclose: { path: '/disclosures', body: {}, offices: ['inquirer'], isApplicants: true, states: ['prepared'] },
  // A unit withholds nothing from the person: there is nothing to review, in whatever state.
  review: { path: '/withholding-reviews', body: { prolongs: 'no', reasons: '复核' }, offices: ['approver'], isApplicants: false, states: [], elsewhere: 'NOTHING_TO_TELL' },
};

const isTheirs = (name: string, { organ, office }: Who): boolean => (office === 'inquirer' ? name === 'who-asked' : organ === COURT);

/** What a step comes to that changes nothing: the code of the refusal; undefined where the law lets it happen. */
const refusalOf = (name: string, who: Who, { offices, isApplicants, states, elsewhere }: Request, state: State): string | undefined => {
  if (!offices.includes(who.office)) return 'FORBIDDEN';
  if (!isTheirs(name, who) || isApplicants !== (who.office === 'inquirer')) return 'NOTHING_TO_TELL';
  if (states.includes(state)) return undefined;
  return elsewhere !== undefined && ENDED.includes(state) ? elsewhere : 'STANDS_OTHERWISE';
};

const NOBODY_ASKED = '01900000-0000-7000-8000-00000000ffff';
const RANDOM: ReadonlySet<string> = new Set(['x-request-id', 'traceparent', 'date']);
type Answer = Readonly<{ status: number; headers: readonly (readonly [string, string])[]; body: string }>;
const codeOf = ({ body }: Answer): string => { try { return String(JSON.parse(body).code); } catch { return ''; } };

const tokens = new Map(Object.keys(PEOPLE).map((name, at) => [name, makeToken(name, new Uint8Array(32).fill(at + 1))]));
const ids = new Map<State, string>();
let running: Readonly<{ url: string; stop: () => Promise<void> }> | undefined;
let offset = 0;
const person: InquiryApplication['person'] = { name: '白一', document: inventedDocument('11010519900307001'), otherDocuments: [], nationality: 'CHN' };

const playStates = async (parts: InquiryParts): Promise<void> => {
  const as = async (account: string): Promise<InquiryActor> => ({
    account, person: account, organ: present(PEOPLE[account], account).organ, role: 'clerk',
    act: await beginCustody(parts.deployment, { act: 'inquiry.step', account, role: 'clerk', purpose: 'inquiry', legalBasis: 'cpl-286', request: account }),
  });
  const done = (taken: InquiryTaken) => { assert.ok(taken.ok, JSON.stringify(taken)); return taken.value; };
  const apply = async (asked: InquiryApplication): Promise<string> => done(await applyForInquiry(parts, await as('who-asked'), asked)).proceedingId;
  const take = async (account: string, inquiryId: string, step: InquiryStep) => done(await takeInquiryStep(parts, await as(account), { inquiryId, step }));
  const whole = inventedApplication('unit', person);
  const refusable = inventedApplication('unit', person, { basisId: 'LB-76', occupation: 'rideHailingDriver' });
  const lacking = { ...whole, materials: INQUIRERS.unit.materials.filter((one) => one !== 'officialLetter') };
  const confirmations = Object.fromEntries(INQUIRERS.unit.confirmations.map((one) => [one, true]));
  const to = async (state: State): Promise<string> => {
    if (state === 'notAccepted') {
      const id = await apply(inventedApplication('platform', person));
      await take('court-reviewer', id, { type: 'CheckIntake' });
      return id;
    }
    const id = await apply(state === 'refused' ? refusable : state.startsWith('supplement') ? lacking : whole);
    if (state === 'applied') return id;
    if (state === 'withdrawn') {
      await take('court-reviewer', id, { type: 'CheckIntake' });
      await take('who-asked', id, { type: 'Withdraw' });
      return id;
    }
    await take('court-reviewer', id, { type: 'CheckIntake' });
    if (state === 'supplemented') await take('who-asked', id, { type: 'Supplement', supplement: { materials: ['officialLetter'] } });
    if (state.startsWith('supplement') || state === 'accepted') return id;
    await take('court-reviewer', id, { type: 'Propose', outcome: state === 'refused' ? 'refuse' : 'grant', reasons: '审查', confirmations, readings: { K5: 'noRecord' } });
    if (state === 'proposed') return id;
    await take('court-approver', id, { type: 'Decide', agrees: true, reasons: '' });
    if (state === 'granted' || state === 'refused' || state === 'expired') return id;
    await take('who-asked', id, { type: 'SignUndertaking', signer: '沈某遥' });
    if (state === 'undertaken') return id;
    const prepared = await prepareDisclosure(parts, await as('court-clerk'), { inquiryId: id, answers: [] });
    assert.ok('taken' in prepared && prepared.taken.ok);
    if (state === 'disclosed') done(await disclose(parts, await as('who-asked'), id));
    return id;
  };
  ids.set('expired', await to('expired'));
  offset = 12 * 86_400_000;
  assert.equal(await expireInquiries(parts), 1);
  for (const state of STATES) if (state !== 'expired') ids.set(state, await to(state));
};

before(async () => {
  const memory = await memoryDeployment();
  const clock = (): number => Date.parse('2026-11-20T02:00:00Z') + offset;
  const deployment = { ...memory, clock };
  const inquiries = inquiriesOver(deployment, loadPaperFont, { decidersOn: () => [] });
  await playStates(inquiries);
  const none = (): never => { throw new TypeError('no ledger here'); };
  const accounts = Object.entries(PEOPLE).map(([id, { organ, office }]) =>
    ({ id, organ, roles: [office], hasSecondFactor: true, tokenHash: present(tokens.get(id), id).tokenHash }));
  const server = createServer({
    version: '0.0.0-test', config: { ...DEFAULT_CONFIG, port: 0, accounts },
    ports: servicePorts({
      deployment, inquiries, attachments: attachmentParts(deployment, blobsIn(join(tmpdir(), `fengcun-matrix-${process.pid}`))), decideAll: () => [],
      ledger: none, isLedgerKept: () => true,
    }),
    ambience: { now: () => Temporal.Instant.fromEpochMilliseconds(clock()), random: (length) => randomBytes(length), log: () => undefined },
  });
  const { url } = await server.listen();
  running = { url, stop: async () => { await server.stop(); await memory.close(); } };
});
after(async () => { await running?.stop(); });

const send = async (name: string, path: string, body?: unknown): Promise<Answer> => {
  const response = await fetch(new URL(path, present(running, 'the service').url), {
    method: body === undefined ? 'GET' : 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${present(tokens.get(name), name).token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  });
  return { status: response.status, headers: [...response.headers].filter(([header]) => !RANDOM.has(header)), body: await response.text() };
};
const about = (id: string, path: string): string => `/v1/inquiries/${id}${path}`;
const idOf = (state: State): string => present(ids.get(state), state);

/** The answer about an id that nobody has, once for each person and request. */
const unknown = new Map<string, Promise<Answer>>();
const aboutNobody = (name: string, path: string, body?: unknown): Promise<Answer> => {
  const key = `${name} ${path} ${JSON.stringify(body)}`;
  const known = unknown.get(key) ?? send(name, about(NOBODY_ASKED, path), body);
  unknown.set(key, known);
  return known;
};

for (const state of STATES) {
  test(`an inquiry that is ${state}: who reads which of it, and everybody else the answer about an id nobody has`, async () => {
    for (const [name, who] of Object.entries(PEOPLE)) {
      for (const [what, { path, offices, states, notApplicant }] of Object.entries(LOOKS)) {
        const answer = await send(name, about(idOf(state), path));
        const isShown = isTheirs(name, who) && states.includes(state) && !(notApplicant === true && who.office === 'inquirer');
        if (!offices.includes(who.office)) assert.equal(codeOf(answer), 'FORBIDDEN', `${name} ${what}`);
        else assert.equal(answer.status, isShown ? 200 : 404, `${name} ${what}: ${answer.body.slice(0, 160)}`);
        if (answer.status !== 200) assert.deepEqual(answer, await aboutNobody(name, path), `${name} ${what} can tell that there is one`);
        else if (what === 'read') {
          const shown = JSON.parse(answer.body) as Readonly<Record<string, unknown>>;
          assert.equal(shown['stage'], state);
          assert.equal('openQuestions' in shown, who.office !== 'inquirer', `${name}: what the officers weigh is theirs`);
        }
      }
    }
  });

  test(`an inquiry that is ${state}: every step that is not somebody's, or not of this state, is refused and changes nothing`, async () => {
    for (const [name, who] of Object.entries(PEOPLE)) {
      for (const [what, request] of Object.entries(STEPS)) {
        const expected = refusalOf(name, who, request, state);
        if (expected === undefined) continue;
        const answer = await send(name, about(idOf(state), request.path), request.body);
        assert.equal(codeOf(answer), expected, `${name} ${what}: ${answer.status} ${answer.body.slice(0, 160)}`);
        if (expected !== 'STANDS_OTHERWISE') assert.deepEqual(answer, await aboutNobody(name, request.path, request.body), `${name} ${what} can tell that there is one`);
      }
    }
    const read = JSON.parse((await send('court-reviewer', about(idOf(state), ''))).body) as Readonly<Record<string, unknown>>;
    assert.equal(read['stage'], state);
  });
}

test('a list holds the own applications, those of the organ that is asked, and nobody else\'s', async () => {
  for (const [name, who] of Object.entries(PEOPLE)) {
    const answer = await send(name, '/v1/inquiries?limit=100');
    if (!OFFICES.includes(who.office)) {
      assert.equal(codeOf(answer), 'FORBIDDEN', name);
      continue;
    }
    const { items } = JSON.parse(answer.body) as Readonly<{ items: readonly Readonly<{ inquiryId: string }>[] }>;
    assert.deepEqual(items.map(({ inquiryId }) => inquiryId).toSorted(), isTheirs(name, who) ? [...ids.values()].toSorted() : [], name);
  }
});

test('the steps that the law lets happen do, in the order of the procedure, and the answer is shown once', async () => {
  const id = idOf('prepared');
  const shown = await send('who-asked', about(id, '/disclosures'), {});
  assert.equal(shown.status, 200, shown.body.slice(0, 200));
  assert.equal((JSON.parse(shown.body) as Readonly<{ found: unknown }>).found, false);
  assert.equal(codeOf(await send('who-asked', about(id, '/disclosures'), {})), 'STANDS_OTHERWISE', 'used');
  assert.equal((await send('court-clerk', about(id, '/papers/inquiry-result-letter'))).status, 200);
  assert.equal((await send('who-asked', about(idOf('applied'), '/withdrawals'), {})).status, 200);
});

/** A grant that was narrowed, a second time: who learns of the limits, when, and how much of what was written beside them. */
const WORDS = '经办人所写的话';
const limit = (told: object) => ({ reasons: WORDS, ...told });
const PROPOSAL = {
  type: 'Propose', outcome: 'grant', reasons: '审查', readings: [{ question: 'K5', reading: 'noRecord' }],
  confirmations: INQUIRERS.unit.confirmations.map((what) => ({ what, holds: 'yes' })),
};
/** The civil service on 公务员法26: every crime, for life, no 治安 record. */
const WRONG: readonly (readonly [name: string, told: unknown, code: string])[] = [
  ['a file is not what a unit gets', [limit({ limit: 'readOnly' })], 'LIMIT_NOT_FOR_INQUIRER'],
  ['the norm tells no term', [limit({ limit: 'withoutTerm' })], 'LIMIT_NOT_FOR_INQUIRER'],
  ['the norm tells no 治安 record', [limit({ limit: 'judgmentsOnly' })], 'LIMIT_NOT_FOR_INQUIRER'],
  ['nothing is left of a day to come', [limit({ limit: 'since', day: '2099-01-01' })], 'LIMIT_LEAVES_NOTHING'],
  ['a day to come ends nothing', [limit({ limit: 'until', day: '2099-01-01' })], 'LIMIT_NARROWS_NOTHING'],
  ['no day of the calendar', [limit({ limit: 'until', day: '2020-13-01' })], 'BODY_INVALID'],
  ['no reasons', [{ limit: 'yesOrNo', reasons: '' }], 'BODY_INVALID'],
  ['no limit of the list', [limit({ limit: 'everythingElse' })], 'BODY_INVALID'],
  ['a member beside it', [limit({ limit: 'yesOrNo', setBy: 'approver' })], 'BODY_INVALID'],
];
const limitsSeen = async (name: string): Promise<readonly Readonly<Record<string, unknown>>[] | undefined> => {
  const answer = await send(name, about(idOf('accepted'), ''));
  if (PEOPLE[name]?.office === 'inquirer') assert.ok(!answer.body.includes(WORDS), `${name}: the words of an officer are theirs`);
  return (JSON.parse(answer.body) as Readonly<{ limits?: readonly Readonly<Record<string, unknown>>[] }>).limits;
};

test('a grant is narrowed only as the list and the law allow; each refusal is one sentence and changes nothing', async () => {
  for (const [name, limits, code] of WRONG) {
    const answer = await send('court-reviewer', about(idOf('accepted'), '/steps'), { ...PROPOSAL, limits });
    assert.equal(codeOf(answer), code, `${name}: ${answer.body.slice(0, 200)}`);
  }
  const narrow = await send('court-reviewer', about(idOf('accepted'), '/steps'), { ...PROPOSAL, outcome: 'refuse', limits: [limit({ limit: 'yesOrNo' })] });
  assert.equal(codeOf(narrow), 'NARROWING_WITHOUT_GRANT');
  assert.equal((await send('court-reviewer', about(idOf('accepted'), '/steps'), { ...PROPOSAL, limits: [limit({ limit: 'yesOrNo' })] })).status, 200);
  const decide = (body: object): Promise<Answer> => send('court-approver', about(idOf('accepted'), '/decisions'), { agrees: true, reasons: '', ...body });
  assert.equal(codeOf(await decide({ limits: [limit({ limit: 'yesOrNo' })] })), 'LIMIT_NARROWS_NOTHING', 'it stands already');
  assert.equal(codeOf(await decide({ agrees: false, reasons: '退回', limits: [limit({ limit: 'classes', classes: ['property'] })] })), 'NARROWING_WITHOUT_GRANT');
  for (const name of ['court-clerk', 'court-reviewer', 'court-approver']) assert.deepEqual((await limitsSeen(name))?.map(({ reasons }) => reasons), [WORDS], name);
  assert.equal(await limitsSeen('who-asked'), undefined, 'what is only proposed is not told');
  assert.equal((await decide({ limits: [limit({ limit: 'classes', classes: ['property'] })] })).status, 200, 'decided at once');
});

test('who asked learns of the limits from the grant on, in closed words; the answer says them, and says that they end there', async () => {
  const id = idOf('accepted');
  for (const [name, who] of Object.entries(PEOPLE)) {
    const seen = await limitsSeen(name);
    if (!isTheirs(name, who) || !OFFICES.includes(who.office)) assert.equal(seen, undefined, name);
    else assert.deepEqual(seen?.map((one) => Object.keys(one).toSorted().join()), who.office === 'inquirer'
      ? ['cites,limit,zh', 'cites,classes,limit,zh'] : ['cites,limit,reasons,setBy,zh', 'cites,classes,limit,reasons,setBy,zh'], name);
  }
  assert.equal((await send('who-asked', about(id, '/undertakings'), { signer: '沈某遥' })).status, 200);
  assert.equal((await send('court-clerk', about(id, '/preparations'), { answers: [] })).status, 200);
  const shown = await send('who-asked', about(id, '/disclosures'), {});
  assert.equal(shown.status, 200, shown.body.slice(0, 200));
  const { found, lines, limits } = JSON.parse(shown.body) as Readonly<{ found: boolean; lines: unknown; limits: unknown }>;
  assert.deepEqual([found, lines, limits], [false, [], ['只告知有无，不告知罪名、处罚和日期', '只限下列类别的犯罪，治安违法记录不予告知：侵犯财产犯罪']]);
  assert.ok(!shown.body.includes(WORDS));
});
