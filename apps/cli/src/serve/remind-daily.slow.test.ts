import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deskByHand, supervisionOver } from '@fengcun/application';
import { addDays, type CivilDate, present } from '@fengcun/kernel';
import { DATA_OPTIONS, openData } from '../open-data.ts';
import { parseOptions } from '../options.ts';
import { desksOfPersons } from './desks-of-persons.ts';
import { remindDaily } from './remind-daily.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-remind-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

test('a running service tells each legal day once, goes on after a failure, and stops when it is told to', async () => {
  const deployment = await openData(parseOptions(['--data', join(folder, 'data'), '--key-file', join(folder, 'test.key')], DATA_OPTIONS));
  try {
    const desks = { deployment, ...desksOfPersons(deployment, undefined) };
    const opened = await deskByHand(desks, { account: 'window', organ: 'police/B02', roles: ['reviewer', 'supervisor'] }, { action: 'supervision.list' });
    assert.ok(opened.ok);
    const { supervision, actor } = opened.value;
    const today = desks.supervision.today();
    const reported = await supervision.reportIncident({ facts: '虚构', knownOn: today }, actor);
    assert.ok(reported.ok);
    const dueOn = present((await supervision.duties({}, actor)).duties[0], 'a duty').dueOn as CivilDate;
    // Turns of the timer: the last day twice, the day after while the data cannot be reached, and again.
    const late = addDays(dueOn, 1);
    const days = [dueOn, dueOn, late, late, late];
    const away = 2;
    let turn = -1;
    const lines: string[] = [];
    await remindDaily({
      ...supervisionOver(deployment, () => 'procuratorate/C03'), today: () => present(days[turn], 'a turn'),
      now: () => {
        if (turn === away) throw new TypeError('the data is away');
        return Date.parse(`${dueOn}T02:00:00Z`);
      },
    }, { idle: async () => { turn += 1; }, isStopping: () => turn >= days.length }, (line) => { lines.push(line); });
    assert.deepEqual(lines.map((line) => JSON.parse(line).duties).map(({ event, code, reminded, escalated }) => [event, code, reminded, escalated]), [
      ['reminded', undefined, 1, 0], ['failed', 'UNEXPECTED', undefined, undefined], ['reminded', undefined, 1, 1],
    ]);
  } finally {
    await deployment.close();
  }
});
