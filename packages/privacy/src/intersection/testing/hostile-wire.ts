import type { Parcel } from '../conversation.ts';
import { ristrettoSuite } from '../ristretto-suite.ts';
import type { RunRole } from '../run-terms.ts';
import { bothSides, records, type Sides, wire } from './two-sides.ts';

export const suite = await ristrettoSuite();
/** Invented rows of both sides; ten are shared. */
export const [holder, registry] = [records(0, 20), records(10, 40)];

/** What lies between two sides and may change what they send. */
export type Change = (role: RunRole, seq: number, parcel: Parcel) => Parcel;
export const same: Change = (_role, _seq, parcel) => parcel;

/** Which side ends a run, and why, when what lies between them changes messages. */
export const endOf = async (change: Change, more: Partial<Sides> = {}): Promise<string> => {
  const outcome = await bothSides({ suite, holder, registry, wire: wire(change), ...more });
  if (outcome.holder?.ok === false) return `holder ${outcome.holder.error.code}`;
  return outcome.registry?.ok === false ? `registry ${outcome.registry.error.code}` : 'done';
};

/** Alters one message of one side. */
export const at = (who: RunRole, number: number, alter: (parcel: Parcel) => Parcel): Change =>
  (role, seq, parcel) => (role === who && seq === number ? alter(parcel) : parcel);
export const points = (parcel: Parcel): Uint8Array => Uint8Array.from(parcel.payload ?? new Uint8Array(0));

/** Two points of a message that have changed places. */
export const swapped = (parcel: Parcel): Parcel => {
  const bytes = points(parcel);
  const [one, other] = [bytes.slice(0, 32), bytes.slice(32, 64)];
  bytes.set(other, 0);
  bytes.set(one, 32);
  return { ...parcel, payload: bytes };
};
