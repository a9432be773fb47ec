import type { CivilDate } from '@fengcun/kernel';
import type { Confiscation, RightsDeprivation, Term } from '../reading.ts';

/** Where a token stands in the squeezed operative part. */
export type Place = Readonly<{ start: number; end: number }>;

/** Names behind a role word (被告人甲、乙), as printed, with the parties they were recognised as. */
export type ActorToken = Place & Readonly<{ kind: 'actor'; mentions: readonly ActorMention[] }>;

/** One name in the operative part; `party` is absent when the header knows no such name. */
export type ActorMention = Readonly<{ name: string; party?: number; place: Place }>;

/** One charge name behind 犯, always ending in 罪. */
export type ChargeName = Readonly<{ name: string; place: Place }>;

/** What one piece of the operative part says; pieces without a token say nothing about penalties. */
export type Token = ActorToken | (Place & Readonly<
  | { kind: 'open' } | { kind: 'close' } | { kind: 'stop'; mark: string } | { kind: 'item' }
  | { kind: 'revoke' } | { kind: 'maintain' } | { kind: 'dismiss' } | { kind: 'change' }
    | { kind: 'changedTo' }
  | { kind: 'charge'; names: readonly ChargeName[] } | { kind: 'chargeBefore'; names: readonly ChargeName[] }
    | { kind: 'chargeUnread' }
  | { kind: 'pronounce' } | { kind: 'combine' } | { kind: 'sum' } | { kind: 'prior'; atClauseStart: boolean }
  | { kind: 'main'; term: Term; doubtful?: true } | { kind: 'mainUnread' }
  | { kind: 'suspension'; months: number } | { kind: 'suspensionNote'; isReadable: boolean }
  | { kind: 'fine'; yuan: number; isImposed: boolean; isBeside: boolean }
    | { kind: 'fineNote'; isReadable: boolean }
  | { kind: 'confiscation'; amount: Confiscation } | { kind: 'confiscationUnread' }
  | { kind: 'rights'; value: RightsDeprivation } | { kind: 'rightsNote' }
  | { kind: 'acquittal'; type: '无罪' | '不负刑事责任' }
  | { kind: 'expulsion' } | { kind: 'noParole' } | { kind: 'respectively' } | { kind: 'ban'; months: number }
    | { kind: 'everyone' }
  | { kind: 'period'; from: CivilDate | undefined; to: CivilDate | undefined; score: number }>);
