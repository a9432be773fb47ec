import type { Actor } from '@fengcun/api';
import { type CivilDate, ok, present } from '@fengcun/kernel';
import { drawToken, fullBucket, type RateLimit, type TokenBucket } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';

/** What is limited: a person, an organ, whoever is asked about, the codes of an account, sign-ins. */
export type LimitKind =
  'actor' | 'organ' | 'subject' | 'secondFactor' | 'secondFactorDay' | 'certificatesOfDay';

/** One draw: of which kind, for whom (a pseudonym or the digits of a blind index term), within what. */
export type LimitDraw = Readonly<{ kind: LimitKind; key: string; limit: RateLimit }>;

/**
 * LIMIT: codes of one account: five at once, then one in half a minute, and 150 of a day, right ones too:
 * more than anybody needs whose factor counts for five minutes. Whoever guesses all day, any of three codes
 * of a million at a time, needs years.
 */
export const SECOND_FACTOR_LIMITS: Readonly<Record<'secondFactor' | 'secondFactorDay', RateLimit>> = {
  secondFactor: { perSecond: 1 / 30, burst: 5 },
  secondFactorDay: { perSecond: 150 / 86_400, burst: 150 },
};

/**
 * LIMIT: disclosures, where the caller names no other: an officer 60 a day and 20 at once, an organ 1,000 a
 * day, a person is asked about 20 times a day. What is beyond waits or breaks the glass.
 */
export const DISCLOSURE_LIMITS: Readonly<Record<'actor' | 'organ' | 'subject', RateLimit>> = {
  actor: { perSecond: 60 / 86_400, burst: 20 }, organ: { perSecond: 1000 / 86_400, burst: 200 },
  subject: { perSecond: 20 / 86_400, burst: 20 },
};

/**
 * LIMIT: applications for certificates about others that one person takes on a legal day, under all accounts
 * together, where a deployment names no other. Our own choice: no text names a number; a window at work all
 * day stays below.
 */
export const APPLICATIONS_OF_DAY = 200;

const DAY_SECONDS = 86_400;

/**
 * The draw of one such application: a bucket of its own for each legal day, which gains nothing within it.
 */
export const applicationOfDay = (
  at: Readonly<{ person: string; on: CivilDate; bound: number }>,
): LimitDraw => ({
  kind: 'certificatesOfDay', key: `${at.person}|${at.on}`,
  limit: { perSecond: 1 / (2 * DAY_SECONDS), burst: at.bound },
});

type From = Pick<Deployment, 'database' | 'pseudonyms' | 'clock'>;

/**
 * Draws from every bucket, in order and before anything is looked up, so that the answer to somebody beyond
 * the limit is the same whatever there is. False where one is empty; what was drawn before stays drawn. The
 * state is in the database: a restart fills nothing.
 */
export const drawLimits = async (
  { database, pseudonyms, clock }: From, draws: readonly LimitDraw[],
): Promise<boolean> => {
  const now = clock();
  const done = await database.operate(async ({ buckets }) => {
    for (const { kind, key, limit } of draws) {
      const fullAt = new Date(now + (limit.burst / limit.perSecond) * 1000).toISOString();
      const isDrawn = await buckets.draw({
        bucketKey: pseudonyms.bytesOf('limit', `${kind}|${key}`), fullAt, atMillis: now,
        burstMilli: Math.round(limit.burst * 1000),
        millisPerToken: Math.max(1, Math.round(1000 / limit.perSecond)),
      });
      if (!isDrawn) return ok(false);
    }
    return ok(true);
  });
  return present(done.ok ? done : undefined, 'a draw that refuses nothing').value;
};

/** LIMIT: requests of one person, of one organ, and sign-ins of everybody together, each second. */
const REQUESTS: RateLimit = { perSecond: 20, burst: 100 };
const REQUESTS_OF_ORGAN: RateLimit = { perSecond: 200, burst: 1000 };
const SIGN_INS: RateLimit = { perSecond: 100, burst: 300 };
/** LIMIT: people and organs that are remembered; beyond, the table begins anew. */
const REMEMBERED_MAX = 100_000;

/**
 * Whether somebody who is signed in may ask for more just now. In memory: it keeps the service alive and is
 * no limit of law; a restart begins it anew.
 */
export const requestLimits = (clock: () => number): ((actor: Pick<Actor, 'id' | 'organ'>) => boolean) => {
  const buckets = new Map<string, TokenBucket>();
  const draw = (key: string, limit: RateLimit): boolean => {
    const now = clock();
    if (!buckets.has(key) && buckets.size >= REMEMBERED_MAX) buckets.clear();
    const { bucket, isAllowed } = drawToken(buckets.get(key) ?? fullBucket(limit, now), limit, now);
    buckets.set(key, bucket);
    return isAllowed;
  };
  return ({ id, organ }) => {
    if (id === 'sign-in') return draw('sign-in', SIGN_INS);
    return draw(`actor ${id}`, REQUESTS) && (organ === 'none' || draw(`organ ${organ}`, REQUESTS_OF_ORGAN));
  };
};
