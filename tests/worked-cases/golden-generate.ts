import { writeFileSync } from 'node:fs';
import { goldenDecisions } from './golden.ts';

// Run after a change that is meant to change decisions; golden.test.ts fails until the file is up to date.
writeFileSync(new URL('golden.json', import.meta.url), `${JSON.stringify(goldenDecisions(), null, 1)}\n`);
