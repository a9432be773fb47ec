import { testLayout } from './visual-layout.ts';

// Two files, so that neither takes long: here those who decide.
testLayout(['reviewer', 'approver', 'supervisor']);
