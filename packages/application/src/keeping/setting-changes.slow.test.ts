import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SettingChangeAsked } from '@fengcun/api';
import { type CivilDate, ok, present } from '@fengcun/kernel';
import { openLiveSettings } from './live-settings.ts';
import { settingsShown } from './setting-changes.ts';
import type { KnownSetting } from './setting-parts.ts';
import { markStart } from './start-mark.ts';
import { keepingBench, SECURITY, SYSTEM, TWIN } from './testing/keeping-fixture.ts';

type Bench = Awaited<ReturnType<typeof bench>>;
const title = { zh: '虚构', en: 'invented' };
const KNOWN: readonly KnownSetting[] = [
  { id: 'K2', group: 'law', title, value: 'moreThanFiveYears', standard: 'moreThanFiveYears', cites: [], from: 'standard', may: { options: ['moreThanFiveYears', 'fiveYearsOrMore'] } },
  { id: 'sealOwnCopy', group: 'term', title, value: '10', standard: '10', cites: [], from: 'standard', may: { lowest: 0, highest: 365 } },
  { id: 'cn-a1', group: 'proposal', title, value: 'off', standard: 'off', cites: [], from: 'standard' },
];
const DAY = 86_400_000;

const bench = () => keepingBench(KNOWN);
const dayAfter = ({ today }: Bench, days: number): string => new Date(Date.parse(today()) + days * DAY).toISOString().slice(0, 10);
const wish = (one: Bench, changed: Partial<SettingChangeAsked> = {}): SettingChangeAsked =>
  ({ setting: 'K2', value: 'fiveYearsOrMore', from: dayAfter(one, 2), reason: '上级机关答复', ...changed });

test('a change is proposed by one, agreed to by another, and holds from its day; before it nothing is decided by it', async (t) => {
  const one = await bench();
  t.after(one.close);
  const port = async (who: typeof SYSTEM) => (await one.as(who));
  const asked = await (await port(SYSTEM)).askSettingChange(wish(one), present(SYSTEM, 'somebody'));
  assert.ok(asked.ok, JSON.stringify(asked));
  assert.deepEqual(asked.value.setting, { setting: 'K2', before: 'moreThanFiveYears', after: 'fiveYearsOrMore', from: dayAfter(one, 2) });
  const id = asked.value.id;
  const decide = async (by: typeof SYSTEM, isAgreed = true) => (await port(by)).decide({ id, kind: 'settingChange', isAgreed }, present(by, 'somebody'));
  assert.deepEqual(await (await port(SYSTEM)).askSettingChange(wish(one, { from: dayAfter(one, 9) }), present(SYSTEM, 'somebody')),
    { ok: false, error: { code: 'CHANGE_STANDS' } });
  assert.deepEqual(await decide(SYSTEM), { ok: false, error: { code: 'FOUR_EYES' } });
  const agreed = await decide(SECURITY);
  assert.ok(agreed.ok && agreed.value.decidedBy === 'security');
  assert.deepEqual(await decide(TWIN), { ok: false, error: { code: 'JOINT_ACT_OVER' } });
  const on = (days: number) => one.live.on('K2', dayAfter(one, days) as CivilDate)?.after;
  assert.deepEqual([on(0), on(1), on(2), on(300)], [undefined, undefined, 'fiveYearsOrMore', 'fiveYearsOrMore']);
  const [today] = settingsShown(one.settings, one.today());
  assert.equal(today?.value, 'moreThanFiveYears');
  assert.deepEqual(today?.next, { value: 'fiveYearsOrMore', from: dayAfter(one, 2) });
  one.later(2 * DAY);
  const [then] = settingsShown(one.settings, one.today());
  assert.deepEqual([then?.value, then?.changedBy, then?.agreedBy, then?.since], ['fiveYearsOrMore', 'system', 'security', one.today()]);
  const another = await openLiveSettings(one.deployment);
  assert.equal(another.on('K2', one.today())?.after, 'fiveYearsOrMore', 'another process, or the next start, knows it');
});

test('what cannot be wished is refused with its own sentence', async (t) => {
  const one = await bench();
  t.after(one.close);
  const rows: readonly (readonly [Partial<SettingChangeAsked>, string | undefined])[] = [
    [{ setting: 'cn-a1', value: 'on' }, 'SETTING_FIXED'], // A switch cannot turn a proposal into law.
    [{ setting: 'nothing' }, 'SETTING_FIXED'],
    [{ value: 'unseal' }, 'SETTING_VALUE'], [{ value: 'moreThanFiveYears' }, 'SETTING_VALUE'],
    [{ setting: 'sealOwnCopy', value: '366' }, 'SETTING_VALUE'], [{ setting: 'sealOwnCopy', value: '1.5' }, 'SETTING_VALUE'],
    [{ from: dayAfter(one, 0) }, 'SETTING_DAY'], [{ from: dayAfter(one, 366) }, 'SETTING_DAY'], [{ from: '2026-02-30' }, 'SETTING_DAY'],
    [{ setting: 'sealOwnCopy', value: '365', from: dayAfter(one, 1) }, undefined], [{ from: dayAfter(one, 365) }, undefined],
  ];
  for (const [changed, code] of rows) {
    const done = await (await one.as(SYSTEM)).askSettingChange(wish(one, changed), present(SYSTEM, 'somebody'));
    assert.equal(done.ok ? undefined : done.error.code, code, JSON.stringify(changed));
  }
});

test('agreed to on its day it is too late: what was decided in the morning would have been decided otherwise', async (t) => {
  const one = await bench();
  t.after(one.close);
  const asked = await (await one.as(SYSTEM)).askSettingChange(wish(one, { from: dayAfter(one, 1) }), present(SYSTEM, 'somebody'));
  one.later(DAY);
  const agreed = await (await one.as(SECURITY)).decide({ id: asked.ok ? asked.value.id : '', kind: 'settingChange', isAgreed: true }, present(SECURITY, 'somebody'));
  assert.deepEqual(agreed, { ok: false, error: { code: 'JOINT_ACT_OVER' } });
});

test('a change that was made or taken away behind the service stops the start, and a running service decides nothing more', async (t) => {
  const one = await bench();
  t.after(one.close);
  const asked = await (await one.as(SYSTEM)).askSettingChange(wish(one), present(SYSTEM, 'somebody'));
  const id = asked.ok ? asked.value.id : '';
  await (await one.as(SECURITY)).decide({ id, kind: 'settingChange', isAgreed: true }, present(SECURITY, 'somebody'));
  await one.deployment.database.operate(async ({ keeperActs }) => {
    const row = present(await keeperActs.find(id), 'the change');
    await keeperActs.replace({ ...row, detail: row.detail.replace('fiveYearsOrMore', 'moreThanFiveYears') }, row.version);
    return ok(undefined);
  });
  await assert.rejects(openLiveSettings(one.deployment), { code: 'SETTINGS_UNREADABLE' });
  await assert.rejects(one.live.refresh(), { code: 'SETTINGS_UNREADABLE' });
  assert.throws(() => one.live.on('K2', one.today()), { code: 'SETTINGS_UNREADABLE' });
});

test('a configuration that was changed between two starts is told as changed outside, between which starts, by nobody known', async (t) => {
  const one = await bench();
  t.after(one.close);
  const start = (fileHash: string, K2: string) => markStart(one.deployment, one.live, { fileHash, values: { K2, K3: 'same' } });
  const first = one.now();
  assert.equal(await start('a', 'moreThanFiveYears'), undefined, 'the first start');
  one.later(DAY);
  assert.equal(await start('a', 'moreThanFiveYears'), undefined, 'nothing changed');
  assert.deepEqual(await start('b', 'fiveYearsOrMore'), [{ setting: 'K2', before: 'moreThanFiveYears', after: 'fiveYearsOrMore' }]);
  one.later(1000);
  assert.deepEqual(await start('c', 'fiveYearsOrMore'), [], 'another part of the file');
  const [other, told] = await (await one.as(SECURITY)).settingChanges();
  assert.deepEqual(other?.outside?.changes, []);
  assert.equal(told?.kind, 'changedOutside');
  assert.equal(told?.askedBy, 'unknown');
  assert.deepEqual(told?.outside?.changes, [{ setting: 'K2', before: 'moreThanFiveYears', after: 'fiveYearsOrMore' }]);
  assert.ok(Date.parse(told?.outside?.since ?? '') > first);
  await one.deployment.database.operate(async ({ jobs }) => {
    const mark = present(await jobs.read('settings-at-start'), 'the mark');
    await jobs.write({ job: 'settings-at-start', position: mark.replace('fiveYearsOrMore', 'moreThanFiveYears'), changedAt: new Date(one.now()).toISOString() });
    return ok(undefined);
  });
  await assert.rejects(start('c', 'fiveYearsOrMore'), { code: 'SETTINGS_UNREADABLE' });
});
