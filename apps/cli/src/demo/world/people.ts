import { mod112Character } from '@fengcun/kernel';
import type { Invented } from './records.ts';

const invented = (name: string, digits: string, bornOn: string): Invented =>
  ({ name, bornOn, number: digits + mod112Character(digits) });

/** The citizen of the demonstration; the number is that of the directory. */
export const CITIZEN = invented('骆听苇', '53020219900101001', '1990-01-01');
/** The child of the guardian of the demonstration, as the directory has it. */
export const WARD = invented('沈拾禾', '53020220110303003', '2011-03-03');
/** Who asks in the name of a unit. */
export const OFFICER = invented('经听远', '53020219850102018', '1985-01-02');
