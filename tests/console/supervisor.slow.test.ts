import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runOver, VIEWS, walk } from './journeys/run.ts';
import { alarmJourney, opinionJourney, reviewJourney } from './journeys/supervisor.ts';
import { type Console, skip, startConsole } from './started.ts';

// The procurator: from a late seal to an opinion, approved by a second one, answered by the unit, closed.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

walk({ 'a late seal becomes an opinion in five interactions, approved by another, answered, closed': opinionJourney }, {
  views: VIEWS.embedded, running: () => running,
});

walk({ 'an alarm of an emergency is first on the home, unseen until it is opened': alarmJourney }, { views: VIEWS.embedded, running: () => running });
walk({ 'an emergency that was used is reviewed by a procurator who had no part in it': reviewJourney }, {
  views: VIEWS.embedded.slice(1), running: () => running,
});

test('coverage and patterns are told in one sentence and a table, at a telephone', { skip }, async () => {
  assert.ok(running);
  const procurator = await runOver(running, { where: 'telephone', language: 'zh' }).sit('procurator');
  for (const path of ['/', '/coverage', '/patterns', '/matters', '/incidents', '/seals', '/break-glass']) {
    await procurator.open(path);
    await procurator.until('body:not(:has(.waiting)) main h1');
    await procurator.sound(path);
  }
  await procurator.leave();
});
