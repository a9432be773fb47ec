import type { Result } from '@fengcun/kernel';

/**
 * A signed request, whatever carries it. `authority` names the recipient's door as it was asked for (host and
 * port, or subject) and is covered by the signature.
 */
export type Parcel = Readonly<{
  method: 'POST'; authority: string; path: string; headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}>;

/** What the recipient answered; statuses are those of HTTP. */
export type ParcelReply = Readonly<{ status: number; body: Uint8Array }>;

/** Why no answer came; whether the parcel arrived is not known unless it was too large. */
export type TransportFailure = Readonly<{
  code: 'UNREACHABLE' | 'TIMED_OUT' | 'REPLY_TOO_LARGE' | 'PARCEL_TOO_LARGE';
}>;

/**
 * Carries parcels to the organ at an address. A parcel may arrive not at all, once, or more often, and later
 * than another sent after it: everything else is promised above. `send` ends in bounded time and never throws
 * because of the other side; `authorityOf` tells what a signature for an address has to cover.
 */
export type Transport = Readonly<{
  authorityOf: (address: string) => string;
  send: (address: string, parcel: Parcel) => Promise<Result<ParcelReply, TransportFailure>>;
  close: () => Promise<void>;
}>;

/** Takes parcels; attacker-controlled. Never throws. */
export type Receiver = (parcel: Parcel) => Promise<ParcelReply>;

/** A door that is open: where, and how to close it once what is under way has been answered. */
export type Door = Readonly<{ address: string; authority: string; close: () => Promise<void> }>;

/** Bounds of a transport; bytes and milliseconds. */
export type TransportLimits = Readonly<{ parcelBytes: number; replyBytes: number; answerMillis: number }>;

/**
 * LIMIT: a parcel of a mebibyte with headers around it; an answer of some hundred bytes a message; an organ
 * that takes a batch answers within half a minute or is asked again.
 */
export const TRANSPORT_LIMITS: TransportLimits =
  { parcelBytes: 1024 * 1024, replyBytes: 256 * 1024, answerMillis: 30_000 };
