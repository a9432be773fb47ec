import { hasSpin, runSpin, SPIN_RUNS } from './runs.ts';

// Runs every check of docs/spec/README.md, the long ones too, and prints its table.
if (!hasSpin()) {
  process.stderr.write('spin or gcc is not installed: apt-get install spin gcc\n');
  process.exit(2);
}
for (const run of SPIN_RUNS) {
  const { errors, states, violated, seconds } = runSpin(run);
  const found = violated === '' ? '' : ` · ${violated.slice(0, 90)}`;
  process.stdout.write(`| ${run.name} | ${errors} | ${states.toLocaleString('en')} | ${seconds.toFixed(0)} s |${found}\n`);
}
