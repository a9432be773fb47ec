import { ROLES } from '../access/roles.ts';
import {
  choice, flag, list, named, NOTHING, object, oneOf, openObject, type Schema, text, type TypeOf, whole,
} from '../schema/schema.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
const instant = text({ max: 40, pattern: INSTANT, format: 'date-time' });

/** Id of an account: a pseudonym. */
export const accountName = text({ min: 3, max: 64, pattern: /^[a-z][a-z0-9-]{2,63}$/ });

/** Id of an act of several people. */
export const jointId = text({
  min: 36, max: 36, pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
});

/** Kinds of second factors. @see RFC 6238; W3C Web Authentication Level 3 */
export const FACTOR_KINDS = ['totp', 'webauthn'] as const;
const factorKind = choice(FACTOR_KINDS);
/** A kind of second factor. */
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** Whoever is signed in, as they see themselves. */
export const mySession = named('Session', object({
  account: accountName, organ: text({ max: 80 }), roles: list(choice(ROLES), { min: 1, max: 10 }),
  displayName: text({ max: 100 }), endsAt: instant, hasSecondFactor: flag(),
  factors: list(factorKind, { min: 0, max: 20 }),
}, { secondFactorUntil: instant }));
/** Whoever is signed in, as they see themselves. */
export type MySession = TypeOf<typeof mySession>;

/** Which kind is wanted. */
export const factorWanted = object({ kind: factorKind });

// Written by the authenticator's side in W3C's JSON form; the library checks what is in it.
const response: Schema<Readonly<Record<string, unknown>>> = openObject({ id: text({ max: 2048 }) });

/** A code, or what an authenticator answered. */
export const factorProof = named('FactorProof', oneOf(
  object({ kind: choice(['totp']), code: text({ min: 6, max: 6, pattern: /^\d{6}$/ }) }),
  object({ kind: choice(['webauthn']), response }),
));
/** A code, or what an authenticator answered. */
export type FactorProof = TypeOf<typeof factorProof>;

/** What is needed to set the factor up: for TOTP the secret, shown once; for WebAuthn the options. */
export const factorProposal = named('FactorProposal', object({ kind: factorKind }, {
  secret: text({ max: 64 }), address: text({ max: 300, title: 'otpauth address, for a QR symbol' }),
  options: openObject({ challenge: text({ max: 200 }) }),
}));
/** What is needed to set a factor up. */
export type FactorProposal = TypeOf<typeof factorProposal>;

/** Options for the authenticator of whoever is signed in. */
export const factorChallenge = named('FactorChallenge', object({
  options: openObject({ challenge: text({ max: 200 }) }),
}));

/** The session goes on until then. */
export const sessionGoesOn = object({ endsAt: instant });

/** An account as its keeper sees it; names and numbers of people are not in it. */
export const accountShown = named('Account', object({
  account: accountName, person: text({ max: 36 }), organ: text({ max: 80 }),
  roles: list(choice(ROLES), { min: 1, max: 10 }), state: choice(['active', 'disabled']),
}));
/** An account as its keeper sees it. */
export type AccountShown = TypeOf<typeof accountShown>;

/** Accounts, a page at a time. */
export const accountPage = object({ items: list(accountShown, { min: 0, max: 100 }) }, {
  next: accountName,
});

/** Which page. */
export const accountSearch = object({}, { after: accountName, limit: whole(1, 99) });

/** Whose sessions end, whose second factor is given back. */
export const aboutAccount = object({ account: accountName });

const BREAK_GLASS_REASONS = ['dangerToLife', 'dangerToEvidence', 'courtDeadline', 'systemFailure'] as const;

/** What breaking the glass is for. */
export const breakGlassAsked = object({
  action: text({ max: 64, pattern: /^[a-z][A-Za-z]{1,31}\.[a-z][A-Za-z]{1,31}$/ }),
  reason: choice(BREAK_GLASS_REASONS),
});

/**
 * An act of several people: who is still needed, and until when it can be used; `told`: the procuratorate
 * that an emergency alarmed.
 */
export const jointShown = named('JointAct', object({
  jointId, state: choice(['asked', 'agreed', 'used', 'refused']), about: text({ max: 64 }),
  stillNeeded: whole(0, 2), endsAt: instant,
}, { told: text({ max: 80 }) }));
/** An act of several people. */
export type JointShown = TypeOf<typeof jointShown>;

/** An asking to break the glass, as whoever has to agree sees it: which organ, what for, and why. */
export const breakGlassShown = named('BreakGlass', object({
  jointId, state: choice(['asked', 'agreed', 'used', 'refused']), about: text({ max: 64 }),
  stillNeeded: whole(0, 2), endsAt: instant, organ: text({ max: 80 }), reason: choice(BREAK_GLASS_REASONS),
}));
/** An asking to break the glass. */
export type BreakGlassShown = TypeOf<typeof breakGlassShown>;

const FINDINGS = ['inOrder', 'pursued'] as const;
/** What an emergency comes to afterwards: in order, or pursued in a matter of supervision. */
export type AlarmFinding = (typeof FINDINGS)[number];

/**
 * An emergency as the procuratorate that was told sees it: which organ, what for, why and how it stands;
 * never who asked there, or about whom. `seenAt`: absent until somebody looked since it was last told;
 * `reviewDueOn`: of one that was used; `hasTakenPart`: whoever looks asked or agreed, and reviews nothing.
 */
export const alarmShown = named('EmergencyAlarm', object({
  jointId, organ: text({ max: 80 }), about: text({ max: 64 }), reason: choice(BREAK_GLASS_REASONS),
  state: choice(['asked', 'agreed', 'used', 'refused', 'lapsed']), stillNeeded: whole(0, 2),
  askedAt: instant, endsAt: instant,
}, {
  usedAt: instant, seenAt: instant, reviewDueOn: text({ max: 10, min: 10, pattern: /^\d{4}-\d{2}-\d{2}$/ }),
  reviewedAt: instant, finding: choice(FINDINGS), hasTakenPart: choice(['yes']),
}));
/** An emergency as the procuratorate that was told sees it. */
export type AlarmShown = TypeOf<typeof alarmShown>;

/** Emergencies, the newest first. */
export const alarmPage = object({ items: list(alarmShown, { min: 0, max: 100 }) });

/** What an emergency that was used comes to. */
export const alarmReview = object({ finding: choice(FINDINGS) });

/** Nothing is told. */
export const NOTHING_TOLD = NOTHING;
