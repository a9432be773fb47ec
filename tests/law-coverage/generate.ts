import { writeFileSync } from 'node:fs';
import { DOCUMENT, renderCoverage, root } from './coverage.ts';

// Run after every change of coverage.json; the test beside it fails until the page is up to date.
writeFileSync(root + DOCUMENT, renderCoverage());
