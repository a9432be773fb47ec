import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import type {
  OwnIdentity, OwnLooks, RightsFilingBody, RightsListed, RightsShown, RightsStepBody,
} from '../routes/rights-schemas.ts';

/** A paper as it is sent. */
export type SignedPaper = Readonly<{ fileName: string; bytes: Uint8Array }>;

/** Which requests: in some states, after an id. */
export type RightsPage = Readonly<{ states?: readonly string[]; afterId?: string; limit: number }>;

/** A request after a step, or the problem it comes to. */
export type RightsTaken = Result<RightsShown, Readonly<{ code: ProblemCode }>>;

/** What the person concerned may ask for. Its transactions are its own. */
export type RightsPort = Readonly<{
  file: (filing: RightsFilingBody, actor: Actor) => Promise<RightsTaken>;
  /** The own ones of a citizen; those that wait for the word of an organ. */
  list: (page: RightsPage, actor: Actor) => Promise<readonly RightsListed[]>;
  /** Undefined for an id nobody has, and for one the actor has nothing to do with. */
  find: (requestId: string, actor: Actor) => Promise<RightsShown | undefined>;
  take: (requestId: string, step: RightsStepBody, actor: Actor) => Promise<RightsTaken>;
  /** A signed paper of a request; undefined as for `find`, and where no step has made it. */
  paper: (requestId: string, name: string, actor: Actor) => Promise<SignedPaper | undefined>;
  /** Who looked at the record of a citizen, and what else was done with it; empty for everybody else. */
  looks: (actor: Actor) => Promise<OwnLooks>;
  /** Who a citizen's account stands for; undefined for every other. */
  identity: (actor: Actor) => Promise<OwnIdentity | undefined>;
}>;
