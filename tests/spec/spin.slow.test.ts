import assert from 'node:assert/strict';
import test from 'node:test';
import { hasSpin, runSpin, SPIN_RUNS } from './runs.ts';

const skip = hasSpin() ? false : 'spin or gcc is not installed (apt-get install spin gcc)';
for (const run of SPIN_RUNS.filter((one) => one.isLong !== true)) {
  test(`spin: ${run.name}`, { skip }, (t) => {
    const result = runSpin(run);
    t.diagnostic(`measured: ${result.states} states, ${result.seconds.toFixed(1)} s`);
    if (run.states === undefined) {
      assert.equal(result.errors, 1, 'a planted bug is found');
      assert.match(result.violated, run.defines.includes('ESCALATION') ? /acceptance cycle/ : /assertion violated/);
    } else {
      assert.deepEqual([result.errors, result.violated], [0, '']);
      assert.equal(result.states, run.states, 'as docs/spec/README.md prints');
    }
  });
}
