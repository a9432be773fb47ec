import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runOver, VIEWS, walk } from './journeys/run.ts';
import { opinionJourney } from './journeys/supervisor.ts';
import { type Console, skip, startConsole } from './started.ts';

// The procurator: from a late seal to an opinion, approved by a second one, answered by the unit, closed.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

walk({ 'a late seal becomes an opinion in five interactions, approved by another, answered, closed': opinionJourney }, {
  views: VIEWS.embedded, running: () => running,
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
