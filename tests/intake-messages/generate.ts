import { writeFileSync } from 'node:fs';
import { PAGE, renderPage, root } from './page.ts';

// Run after every change of a message; the test beside it fails until the page is up to date.
writeFileSync(root + PAGE, renderPage());
