import { mod112Character } from '@fengcun/kernel';
import type { Invented } from './records.ts';

const invented = (name: string, digits: string, bornOn: string): Invented =>
  ({ name, bornOn, number: digits + mod112Character(digits) });

/** The people whom accounts of the demonstration are bound to; the numbers are those of the directory. */
export const CITIZEN = invented('骆某', '53020219900101001', '1990-01-01');
export const GUARDIAN = invented('沈某', '53020219850202002', '1985-02-02');
export const WARD = invented('沈小某', '53020220110303003', '2011-03-03');

/** Who asks in the name of a unit. */
export const OFFICER = invented('经某远', '53020219850102018', '1985-01-02');
