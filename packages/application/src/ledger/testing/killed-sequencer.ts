import { LOCAL_DISK } from '../disk/local-disk.ts';
import { openDatabase } from '@fengcun/store';
import type { Disk } from '../disk/disk.ts';
import { inventedSetup } from './invented-log.ts';
import { type Faults, faultyDatabase, faultyDisk } from './faults.ts';
import { openSequencer } from '../sequencer/sequencer.ts';
import { rooted } from './rooted-disk.ts';

// A process that sequences one log and is ended by SIGKILL at the call of a number; 0 lets it live. Prints the number of calls.

const [url = '', folder = '', logId = '', number = '0'] = process.argv.slice(2);
const at = Number(number);
let count = 0;

const killing: Faults = {
  calls: () => [],
  run: async (_name, call) => {
    count += 1;
    if (count !== at) return call();
    // Half of the points die with the call done, half with it under way.
    if (at % 2 === 0) await call();
    else void call().catch(() => undefined);
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  },
};

const database = await openDatabase({ kind: 'server', url, now: () => new Date().toISOString() });
const disk: Disk = faultyDisk(rooted(LOCAL_DISK, folder), killing);
const setup = await inventedSetup({ logId, disk, database: faultyDatabase(database, killing), holder: 'killed', now: Date.now });
const done = await openSequencer(setup).settle();
process.stdout.write(`${done.ok ? count : done.error.code}\n`);
await database.close();
