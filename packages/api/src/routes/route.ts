import type { Json, Result } from '@fengcun/kernel';
import type { Action, Resource } from '../access/access-request.ts';
import type { Actor } from '../access/actor.ts';
import type { AuditAct, AuditSubject } from '../access/audit-line.ts';
import type { Role } from '../access/roles.ts';
import type { IssuerDoor, SessionStanding } from '../access/session.ts';
import type { ByteSource } from '../ports/byte-source.ts';
import type { PaperChecks } from '../ports/certificates-port.ts';
import type { HealthCheck } from '../ports/health-port.ts';
import type { RequestPorts } from '../ports/service-ports.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import type { Schema } from '../schema/schema.ts';
import type { SignatureProfile } from '../signature/verify-signature.ts';

/** Header fields of a request by their lower-case names, joined where they were repeated. */
export type HeaderFields = Readonly<Record<string, string>>;

/** What a handler gets: checked against the schemas of its route. */
export type RouteInput<P, S, B> = Readonly<{
  params: P; search: S; body: B;
  /** The version the sender saw, from If-Match. */
  ifMatch?: string;
  /** Those of the headers the route reads that were sent. */
  headers: HeaderFields;
  /** The body of a route that takes a stream, as it arrives; read at most once. */
  source?: ByteSource;
}>;

/** Who acts, when, in which request, and with what. */
export type Handling = Readonly<{
  actor: Actor;
  /** Instant, UTC. */
  now: string;
  requestId: string;
  ports: RequestPorts;
  /** Decides the act of this route again, about a thing that was found; every refusal is audited. */
  mayTouch: (resource: Resource) => boolean;
  /** The session of a person; none where a system acts. */
  session?: SessionStanding;
  /** Kind of browser, as sessions are bound to it. */
  browser: string;
  /** The account of whoever comes back from the issuer. */
  accountId?: string;
  issuer?: IssuerDoor;
  health: () => Promise<readonly HealthCheck[]>;
  describe: () => Json;
  checkPaper: PaperChecks;
}>;

/** An answer, whole or as a stream, or the problem it comes to. Headers beside those every answer has. */
export type Reply<R> =
  | Readonly<{ status: number; body: R; etag?: string; isImmutable?: boolean; headers?: HeaderFields }>
  | Readonly<{ status: number; stream: ByteSource; etag?: string; headers: HeaderFields }>
  | Readonly<{ problem: ProblemCode; headers?: HeaderFields }>;

/** How a body of one media type is read: its schema, and what the handler gets from it. */
export type BodyReader<B> = Readonly<{
  schema: Schema<unknown>;
  read: (json: unknown, headers: HeaderFields) => Result<B, ProblemCode>;
}>;

/** Bodies a route takes. */
export type BodySpec<B> = Readonly<{ bytesMax: number; media: Readonly<Record<string, BodyReader<B>>> }>;

/** A body that is bytes and is handed on as it arrives: its media type, and how much of it is read. */
export type StreamSpec = Readonly<{ mediaType: string; bytesMax: number }>;

/** A request header: whether it must be there, and what it must look like. */
export type HeaderSpec = Readonly<{ isNeeded: boolean; form: RegExp }>;

/** What the answer of a route looks like. */
export type ReplySpec<R> = Readonly<{ mediaType: string; schema: Schema<R>; statuses: readonly number[] }>;

/** A request that this route must refuse, and how; tests send it, the description shows it. */
export type RefusalExample = Readonly<{
  params?: Readonly<Record<string, string>>; search?: string; body?: Json; headers?: HeaderFields;
  problem: ProblemCode;
}>;

/**
 * A route is data: nothing of it knows a framework. The shell authenticates, decides `action`, checks the
 * body, writes the audit line, and only then calls `handle`. Methods, not function members: the shell holds
 * routes of all types in one list and gives each what its own schemas let through.
 */
export type Route<P, S, B, R> = Readonly<{
  method: 'GET' | 'POST' | 'PATCH';
  /** HEAD is answered as well, with the headers of this. */
  withHead?: boolean;
  /** OpenAPI form; `{+name}` at the end stands for the rest of the path. @see RFC 6570 §3.2.3 */
  path: string;
  title: Readonly<{ zh: string; en: string }>;
  action: Action;
  /**
   * `bearer`: systems; `session`: people who are signed in, and systems as well; `issuer`: whoever comes back
   * from signing in.
   */
  authentication: 'none' | 'bearer' | 'session' | 'signature' | 'issuer';
  /** What a signature has to be; that of intake where nothing else is said. */
  signature?: SignatureProfile;
  /** Who is meant to use it; a test holds it against the policy set. */
  roles: readonly Role[];
  /**
   * `safe` changes nothing; `natural`: the content names what it is, a key is honoured; `key`: one is needed;
   * `offset`: bytes name the place they belong to, and what they change commits by itself.
   */
  idempotency: 'safe' | 'natural' | 'key' | 'offset';
  needsIfMatch?: boolean;
  /** Request headers the handler reads, in lower case, with their form. */
  headers?: Readonly<Record<string, HeaderSpec>>;
  params: Schema<P>;
  search: Schema<S>;
  body?: BodySpec<B>;
  stream?: StreamSpec;
  reply: ReplySpec<R>;
  /** Problems of this route beside those every route has. */
  problems: readonly ProblemCode[];
  refusal: RefusalExample;
  /** What the ledger keeps; exempt only where nothing about a person or an act is shown, with the reason. */
  audit: Readonly<{ what: AuditAct }> | Readonly<{ exempt: string }>;
  about?(input: RouteInput<P, S, B>): AuditSubject;
  /** What the request says it is about; without it, something of the sender's own organ. */
  resource?(input: RouteInput<P, S, B>): Resource;
  handle(input: RouteInput<P, S, B>, handling: Handling): Promise<Reply<R>>;
}>;

/** Any route, for those who treat all alike. */
export type AnyRoute = Route<unknown, unknown, unknown, unknown>;

/** Declares a route; its types come from its schemas. */
export const route = <P, S, B = undefined, R = unknown>(
  declared: Route<P, S, B, R>,
): Route<P, S, B, R> => declared;

/** A JSON body of one schema, taken as it is. */
export const jsonBody = <B>(schema: Schema<B>, bytesMax: number): BodySpec<B> => ({
  bytesMax,
  // The shell has checked the value against this very schema.
  media: { 'application/json': { schema, read: (json) => ({ ok: true, value: json as B }) } },
});

/** A JSON answer of one schema. */
export const jsonReply = <R>(schema: Schema<R>, statuses: readonly number[] = [200]): ReplySpec<R> =>
  ({ mediaType: 'application/json', schema, statuses });

/** The names in a path, in order. */
export const pathNames = (path: string): readonly string[] =>
  [...path.matchAll(/\{\+?([a-zA-Z]+)\}/g)].map((match) => match[1] ?? '');
