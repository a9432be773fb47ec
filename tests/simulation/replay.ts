import { judge } from './judge.ts';
import { plainModel } from './plain-model.ts';
import { runSeed } from './world.ts';

// Replays one seed: node tests/simulation/replay.ts SEED
const seed = Number(process.argv[2]);
const outcome = await runSeed(seed);
for (const story of outcome.stories) {
  process.stdout.write(`${story.recordId} · ${story.holders.length} holders · by law ${plainModel(story).status}\n`);
  for (const { at, ...one } of story.happenings) process.stdout.write(`  ${new Date(at).toISOString()} ${JSON.stringify(one)}\n`);
  for (const event of outcome.sealing.get(story.recordId) ?? []) {
    const holder = 'holder' in event ? event.holder : event.type === 'Acknowledged' ? event.receipt.holder : '';
    process.stdout.write(`    ${event.at} ${event.type} ${event.reason} ${holder}\n`);
  }
}
const wrong = judge(outcome);
process.stdout.write(`${JSON.stringify(outcome.counts)}\n${wrong.length === 0 ? 'nothing is wrong' : wrong.join('\n')}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
