import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENT, MARKS, root, sharesTable } from './shares.ts';

// Run where ../shared stands, after every change of a proposal, the synthetic population or a mapping.
const page = readFileSync(root + DOCUMENT, 'utf8');
const [before = '', rest = ''] = page.split(MARKS[0]);
const [, after = ''] = rest.split(MARKS[1]);
writeFileSync(root + DOCUMENT, `${before}${MARKS[0]}${await sharesTable()}${MARKS[1]}${after}`);
