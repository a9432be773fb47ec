import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureTimeline } from './timeline-timing.ts';

// As for certificates: noise never fails this test. What an honest program takes is told and not judged (by hand it
// is, over 10,000 requests and more); that nothing of a seal is read for a stranger is judged in seals-port.slow.test.ts.
test('a timeline that takes longer where there is a case is told apart by a stranger; the honest one is reported', async (t) => {
  const leaking = await measureTimeline({ requests: 500, leakMillis: 20 });
  assert.ok(leaking.byClock.t.lower95 > 4.5, JSON.stringify(leaking));
  t.diagnostic(`honest: ${JSON.stringify(await measureTimeline({ requests: 1000 }))}`);
});
