import type { Role } from '@fengcun/api';

/** A service account: who it is, and the hash of its token; the token itself is nowhere kept. */
export type ServiceAccount = Readonly<{
  id: string; organ: string; roles: readonly Role[]; hasSecondFactor: boolean;
  /** Whoever uses it, where it is one person: four eyes are counted by people. */
  person?: string;
  /** `sha256:` and 64 hexadecimal digits; see `tokenHash`. */
  tokenHash: string;
}>;

/** A key with which an organ's system signs its events. */
export type SigningKey = Readonly<{
  keyId: string; organ: string; roles: readonly Role[];
  /** Raw Ed25519 public key, 32 bytes, base64. */
  publicKey: string;
}>;

/** How people sign in, and how long it counts. Minutes. */
export type SignInConfig = Readonly<{
  /** Address of the issuer, as it names itself. */
  issuer: string;
  clientId: string;
  /** File with the secret alone; without it the issuer knows this service as a public client. */
  clientSecretFile?: string;
  /** Origin under which browsers reach this service. */
  origin: string;
  /** How the issuer signs. */
  algorithm: 'ES256' | 'RS256' | 'PS256' | 'EdDSA';
  idleMinutes: number;
  sessionMinutes: number;
  secondFactorMinutes: number;
}>;

/** Bounds of the shell; milliseconds and counts. */
export type Limits = Readonly<{
  /** From the first byte of a request to its last. */
  requestMilliseconds: number;
  /** From the last byte of a request to its answer. */
  handlingMilliseconds: number;
  /** A connection on which nothing moves. */
  idleMilliseconds: number;
  /** From the signal to stop until what still runs is cut off. */
  stopMilliseconds: number;
  connections: number;
  requestsInFlight: number;
  requestsPerConnection: number;
  headerBytes: number;
  jsonDepth: number;
}>;

/** Everything the server is told; all of it checked before it starts. */
export type ServerConfig = Readonly<{
  host: string;
  port: number;
  /** A proxy in front speaks TLS; needed to be reachable from other machines. */
  isBehindTls: boolean;
  /** Names under which senders reach this server; empty: whatever they ask for. Signatures cover the name. */
  authorities: readonly string[];
  accounts: readonly ServiceAccount[];
  signingKeys: readonly SigningKey[];
  /** Without it systems work as before and nobody signs in. */
  signIn?: SignInConfig;
  limits: Limits;
}>;

/**
 * LIMIT: a batch of 8 MiB over a slow line takes half a minute; an act has ten seconds; 64 requests at once
 * are at most half a gigabyte of bodies; headers of a signed request need about 2 KiB; messages nest five
 * deep.
 */
export const DEFAULT_LIMITS: Limits = {
  requestMilliseconds: 30_000, handlingMilliseconds: 10_000, idleMilliseconds: 60_000,
  stopMilliseconds: 10_000,
  connections: 512, requestsInFlight: 64, requestsPerConnection: 10_000, headerBytes: 16_384, jsonDepth: 32,
};

/** Loopback, no accounts, no keys: starts, tells how it is, and lets nobody in. */
export const DEFAULT_CONFIG: ServerConfig = {
  host: '127.0.0.1', port: 8787, isBehindTls: false, authorities: [], accounts: [], signingKeys: [],
  limits: DEFAULT_LIMITS,
};
