import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ALL_ROUTES, PROBLEMS } from '@fengcun/api';
import { basisWords } from './ledger-laws.ts';
import { actTold, OWN_ACTS, OWN_ROLES, PRIVACY_ACTS, PURPOSES, SEAL_ACTS } from './ledger-words.ts';

const TABLES = { ACTS: Object.fromEntries(ALL_ROUTES.map(([, { action, title }]) => [action, title])), REFUSALS: PROBLEMS };
const ROOT = new URL('../../../../../', import.meta.url).pathname;

/** Every text that sources write as an act, a purpose, a role or a norm of an entry. */
const written = (member: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const literal = new RegExp(`\\b${member}: '([a-zA-Z][a-zA-Z0-9.:-]*)'`, 'g');
  for (const folder of ['packages/application/src', 'apps/server/src', 'apps/cli/src']) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || /test\.ts$|testing\//.test(file)) continue;
      for (const [, code = ''] of readFileSync(join(ROOT, folder, file), 'utf8').matchAll(literal)) found.set(code, `${folder}/${file}`);
    }
  }
  return found;
};

const isTold = (act: string): boolean => actTold(act, TABLES).words !== undefined;

test('every act of the interface and every act that a source names is told in words', () => {
  for (const [, { action }] of ALL_ROUTES) assert.ok(isTold(action), action);
  const acts = [...written('act')].filter(([code]) => /^[a-z][A-Za-z]*\.[A-Za-z.]+$/.test(code));
  assert.ok(acts.length > 40, String(acts.length));
  assert.deepEqual(acts.filter(([code]) => !isTold(code)), []);
});

test('purposes, roles and norms that a source names are told in words', () => {
  const rows = [['purpose', PURPOSES], ['role', OWN_ROLES]] as const;
  for (const [member, table] of rows) {
    const heads = [...written(member)].filter(([, file]) => file.startsWith('packages/application'));
    assert.ok(heads.length > 3, member);
    const people = new Set(['clerk', 'reviewer', 'approver', 'supervisor', 'inquirer', 'citizen', 'researcher', 'sysadmin', 'securityAdmin', 'auditor']);
    const unknown = heads.filter(([code]) => !Object.hasOwn(table, code) && !people.has(code));
    // Roles of cases and questions of packs bear the same names of members; they are in no entry.
    assert.deepEqual(unknown.filter(([code]) => !['survivor', 'absorbed', 'judgingCrime', 'case', 'any'].includes(code)), [], member);
  }
  const norms = [...written('legalBasis')];
  assert.ok(norms.length > 8);
  assert.deepEqual(norms.filter(([code]) => basisWords(code) === undefined), []);
});

test('what a code says beside the act: who agreed, why it was refused, how often', () => {
  const rows: readonly (readonly [code: string, zh: string | undefined, isApproval: boolean, refusal: string | undefined, more: number | undefined])[] = [
    ['exception.resolve', '处理一条异常消息', false, undefined, undefined], ['case.merge.approve', '并案', true, undefined, undefined],
    ['seal.approve', '批准解除封存', false, undefined, undefined],
    ['inquiry.decide:FOUR_EYES', '决定是否许可查询', false, PROBLEMS.FOUR_EYES.zh, undefined],
    ['seal.list:RATE_LIMITED:and-12', TABLES.ACTS['seal.list']?.zh, false, TABLES.REFUSALS['RATE_LIMITED' as keyof typeof PROBLEMS]?.zh, 12],
    ['nobody.knows', undefined, false, undefined, undefined], ['constructor', undefined, false, undefined, undefined],
  ];
  for (const [code, zh, isApproval, refusal, more] of rows) {
    const told = actTold(code, TABLES);
    assert.deepEqual([told.words?.zh, told.isApproval, told.refusal?.zh, told.more], [zh, isApproval, refusal, more], code);
  }
});

test('a norm is told by its law and article, however the log parts its digits; what nobody knows stays a code', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['cpl-286', '《刑事诉讼法》第286条'], ['cpl-286-2', '《刑事诉讼法》第286条第2款'], ['CPL_286', '《刑事诉讼法》第286条'],
    ['m2022-22', '《未成年人犯罪记录封存实施办法》第22条'], ['m202-2-22', '《未成年人犯罪记录封存实施办法》第22条'], ['mps-202-1-9', '《公安机关办理犯罪记录查询工作规定》第9条'],
    ['opinion-2012-10', '法发〔2012〕10号'], ['because', undefined], ['cpl', undefined], ['toString', undefined],
  ];
  for (const [code, zh] of rows) assert.equal(basisWords(code)?.zh, zh, code);
  assert.equal([...Object.keys(OWN_ACTS), ...Object.keys(SEAL_ACTS), ...Object.keys(PRIVACY_ACTS)].filter((code) => Object.hasOwn(TABLES.ACTS, code) && code !== 'account.list').length, 0, 'one place for each');
});
