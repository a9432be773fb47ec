import { err } from '@fengcun/kernel';

/**
 * The only answer to a ciphertext that does not open. Wrong key, wrong place, changed header, cut end and
 * bad tag are one code on purpose: telling them apart would be an oracle for whoever can write rows.
 */
export type CipherRefusal = Readonly<{ code: 'CIPHERTEXT_REJECTED' }>;

/** The refusal as a result; one frozen value, so it carries nothing from the ciphertext. */
export const REJECTED = err<CipherRefusal>({ code: 'CIPHERTEXT_REJECTED' });
