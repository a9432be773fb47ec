import assert from 'node:assert/strict';
import { test } from 'node:test';
import { benchServer } from '../bench/bench-server.ts';

test('the bench measures every contender, each beside the floor, and every answer is a good one', async () => {
  const { results, targets } = await benchServer({ milliseconds: 60, rounds: 1, connections: 4 });
  assert.deepEqual(results.map(({ id }) => id), [
    'raw node:http GET', 'GET /health/live', 'raw node:http POST', 'POST /v1/intake/messages', 'POST /v1/intake/batches of 100',
  ]);
  for (const one of results) assert.ok(Number(one['requestsPerSecond']) > 0 && one['notOk'] === 0, JSON.stringify(one));
  assert.deepEqual(targets.map(({ id }) => id), ['healthCpu', 'intakeCpu', 'batchedMessages']);
});
