import { writeFileSync } from 'node:fs';
import { transitionsPml } from './transitions.ts';

// Writes docs/spec/transitions.pml anew after the table of the code was changed.
writeFileSync(new URL('../../docs/spec/transitions.pml', import.meta.url), transitionsPml());
