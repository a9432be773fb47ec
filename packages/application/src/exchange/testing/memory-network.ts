import { err, ok, type Result } from '@fengcun/kernel';
import {
  type Door, type Parcel, type ParcelReply, type Receiver, type Transport, type TransportFailure, TRANSPORT_LIMITS,
} from '../transport/transport.ts';

/** How often what goes wrong, of 0 to 1; drawn from `draw`, so that a seed replays a whole life. */
export type Weather = Readonly<{
  /** The parcel does not arrive; it arrives but the answer does not; it arrives twice; it arrives much later. */
  lost: number; answerLost: number; doubled: number; delayed: number;
  /** Somebody on the way sends a changed copy first. */
  forged: number;
}>;

export const FAIR: Weather = { lost: 0, answerLost: 0, doubled: 0, delayed: 0, forged: 0 };

/** Organs joined in memory: everything that can go wrong between them goes wrong on request. */
export type MemoryNetwork = Readonly<{
  transport: (from?: string) => Transport;
  open: (receiver: Receiver, address: string) => Promise<Door>;
  /** From now on nothing passes between these two addresses, in either direction, until `join`. */
  part: (one: string, other: string) => void;
  join: (one: string, other: string) => void;
  /** Delivers what was delayed, newest first. */
  deliverLate: () => Promise<number>;
}>;

const flipped = (parcel: Parcel, draw: () => number): Parcel => {
  const body = Uint8Array.from(parcel.body);
  const at = Math.floor(draw() * body.length);
  body[at] = (body[at] ?? 0) ^ (1 << Math.floor(draw() * 8));
  const input = (parcel.headers['signature-input'] ?? '').replace(/created=(\d+)/, (_whole, created: string) => `created=${Number(created) + 1}`);
  return draw() < 0.5 ? { ...parcel, body } : { ...parcel, headers: { ...parcel.headers, 'signature-input': input } };
};

const TIMED_OUT: Result<never, TransportFailure> = err({ code: 'TIMED_OUT' });
const UNREACHABLE: Result<never, TransportFailure> = err({ code: 'UNREACHABLE' });

/** A network in memory. `draw` gives numbers of 0 to 1; `weather` is asked at every parcel. */
export const memoryNetwork = (
  draw: () => number = () => 1, weather: () => Weather = () => FAIR,
): MemoryNetwork => {
  const doors = new Map<string, Receiver>();
  const parted = new Set<string>();
  const late: Readonly<{ address: string; parcel: Parcel }>[] = [];
  const pair = (one: string, other: string): string => [one, other].toSorted().join(' ');
  const happens = (chance: number): boolean => draw() < chance;

  const carry = async (receiver: Receiver, address: string, parcel: Parcel): Promise<Result<ParcelReply, TransportFailure>> => {
    const now = weather();
    if (happens(now.forged)) await receiver(flipped(parcel, draw));
    if (happens(now.lost)) return TIMED_OUT;
    if (happens(now.delayed)) {
      late.push({ address, parcel });
      return TIMED_OUT;
    }
    const reply = await receiver(parcel);
    if (happens(now.doubled)) await receiver(parcel);
    if (happens(now.answerLost)) return TIMED_OUT;
    return reply.body.length > TRANSPORT_LIMITS.replyBytes ? err({ code: 'REPLY_TOO_LARGE' }) : ok(reply);
  };

  return {
    transport: (from = 'memory:nobody') => ({
      authorityOf: (address) => address,
      send: async (address, parcel) => {
        if (parcel.body.length > TRANSPORT_LIMITS.parcelBytes) return err({ code: 'PARCEL_TOO_LARGE' });
        const receiver = doors.get(address);
        return receiver === undefined || parted.has(pair(from, address)) ? UNREACHABLE : carry(receiver, address, parcel);
      },
      close: async () => undefined,
    }),
    open: async (receiver, address) => {
      doors.set(address, receiver);
      return { address, authority: address, close: async () => { doors.delete(address); } };
    },
    part: (one, other) => { parted.add(pair(one, other)); },
    join: (one, other) => { parted.delete(pair(one, other)); },
    deliverLate: async () => {
      const all = late.splice(0).toReversed();
      for (const { address, parcel } of all) await doors.get(address)?.(parcel);
      return all.length;
    },
  };
};
