import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INVENTED_CASE } from '../../../../packages/api/src/testing/invented-messages.ts';
import { EXCEPTION_ID, SEALED_ID, seed } from '../testing/example-calls.ts';
import { fetchAs, startInvented } from '../testing/invented-server.ts';

const NO_CASE = 'ZZZZZZZZZZZZZZZZ99';
const NO_RECORD = '01900000-0000-7000-8000-00000000ffff';
const NO_EXCEPTION = '00000000-0000-7000-8000-00000000ffff';

/** Everything of an answer that may differ between two requests, because it is random or the time. */
const RANDOM: ReadonlySet<string> = new Set(['x-request-id', 'traceparent', 'date']);

const seen = async (url: string, account: string, language: string) => {
  const response = await fetchAs(account)(url, { headers: { 'accept-language': language } });
  const headers = [...response.headers].filter(([name]) => !RANDOM.has(name));
  const sizes = [...response.headers].map(([name, value]) => [name, value.length]);
  return { status: response.status, headers, sizes, body: await response.text() };
};

const cases = [
  { what: 'a case', there: `/v1/cases/${INVENTED_CASE}/timeline?purpose=caseHandlingNeed`, notThere: `/v1/cases/${NO_CASE}/timeline?purpose=caseHandlingNeed` },
  { what: 'an exception', there: `/v1/intake/exceptions/${EXCEPTION_ID}`, notThere: `/v1/intake/exceptions/${NO_EXCEPTION}` },
  { what: 'a seal', there: `/v1/seals/${SEALED_ID}`, notThere: `/v1/seals/${NO_RECORD}` },
  { what: 'a sealed case', there: `/v1/cases/${INVENTED_CASE}/seal-timeline`, notThere: `/v1/cases/${NO_CASE}/seal-timeline` },
];

for (const { what, there, notThere } of cases) {
  for (const account of ['unit-inquirer', 'proc-supervisor', 'sys-admin', 'log-auditor', 'police-clerk-of-nothing']) {
    test(`${account} sees the same answer whether or not there is ${what}`, async (t) => {
      const { url, state } = await startInvented(t);
      seed(state);
      for (const language of ['zh-CN', 'en']) {
        const [one, other] = [await seen(url + there, account, language), await seen(url + notThere, account, language)];
        assert.deepEqual(one, other);
        assert.ok(one.status === 401 || one.status === 403 || one.status === 404, `${one.status}`);
      }
    });
  }
}

test('the same holds for an organ that holds nothing of the case: 404, with the words for everyone', async (t) => {
  const { url, state } = await startInvented(t);
  seed(state);
  const found = state.cases.get(INVENTED_CASE);
  assert.ok(found);
  state.cases.set(INVENTED_CASE, { ...found, organs: ['police/B02'] });
  const path = (code: string): string => `${url}/v1/cases/${code}/timeline?purpose=caseHandlingNeed`;
  const [one, other] = [await seen(path(INVENTED_CASE), 'court-clerk', 'zh'), await seen(path(NO_CASE), 'court-clerk', 'zh')];
  assert.deepEqual(one, other);
  assert.equal(one.status, 404);
  assert.equal(JSON.parse(one.body).title, '未查询到可以提供的信息。');
  assert.equal((await seen(path(INVENTED_CASE), 'police-clerk', 'zh')).status, 200);
});

for (const path of [`/v1/seals/${SEALED_ID}|/v1/seals/${NO_RECORD}`, `/v1/cases/${INVENTED_CASE}/seal-timeline|/v1/cases/${NO_CASE}/seal-timeline`]) {
  test(`an approver of another organ learns nothing: ${path.split('|')[0]} is answered with 404 as an address that leads nowhere`, async (t) => {
    const { url, state } = await startInvented(t);
    seed(state);
    const [there = '', notThere = ''] = path.split('|');
    const [one, other] = [await seen(url + there, 'seal-stranger', 'zh'), await seen(url + notThere, 'seal-stranger', 'zh')];
    assert.deepEqual(one, other);
    assert.equal(one.status, 404);
    assert.equal((await seen(url + there, 'seal-supervisor', 'zh')).status, 200);
  });
}

test('lists of another organ are as empty as if there were no seal', async (t) => {
  const { url, state } = await startInvented(t);
  const ask = (path: string) => seen(url + path, 'seal-stranger', 'zh');
  const paths = ['/v1/seals', '/v1/seals/overdue'];
  const before = [await ask(paths[0] ?? ''), await ask(paths[1] ?? '')];
  seed(state);
  assert.deepEqual([await ask(paths[0] ?? ''), await ask(paths[1] ?? '')], before);
  assert.notDeepEqual((await seen(`${url}/v1/seals`, 'seal-supervisor', 'zh')).body, before[0]?.body);
});

test('both looks leave the same two lines: the intent, and that nothing was told', async (t) => {
  const { url, state } = await startInvented(t);
  seed(state);
  for (const code of [INVENTED_CASE, NO_CASE]) {
    state.committed.length = 0;
    state.calls.length = 0;
    await fetchAs('proc-supervisor')(`${url}/v1/cases/${code}/timeline?purpose=procuratorialSupervision`);
    assert.deepEqual(state.calls, ['audit.intent', 'cases.find', 'audit.refusal']);
    assert.deepEqual(state.committed.map(({ phase, decision, problem, caseCode }) => [phase, decision, problem, caseCode]),
      [['intent', 'allow', undefined, code], ['refusal', 'deny', 'NOTHING_TO_TELL', code]]);
  }
});
