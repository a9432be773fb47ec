import { type Json } from '@fengcun/kernel';
import {
  type AuthenticationResponseJSON, generateAuthenticationOptions, generateRegistrationOptions,
  type RegistrationResponseJSON, verifyAuthenticationResponse, verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { RelyingParty } from './account-parts.ts';

/** The public side of an authenticator, as it is kept. */
export type Authenticator = Readonly<{ credentialId: string; publicKey: string }>;

/** An answer as it came; the library checks every part of it. */
export type GivenResponse = Readonly<Record<string, unknown>>;

/** What to ask with: the party, and the challenge in base 64 (URL form). */
export type Asking = Readonly<{ party: RelyingParty; challenge: string }>;

// The library takes bytes of its own buffer and text alike; bytes are what is meant.
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64url'));

/** Options to make a credential: no attestation is asked for, and the person has to be verified. */
export const registrationOptions = async (
  { party, challenge }: Asking, account: string, known: readonly Authenticator[],
): Promise<Json> => {
  const options = await generateRegistrationOptions({
    rpName: 'Fengcun', rpID: party.id, userName: account, userDisplayName: account,
    challenge: bytesOf(challenge), attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
  });
  // Plain data by its type.
  return options as unknown as Json;
};

/** Options to sign with one of the credentials. */
export const authenticationOptions = async (
  { party, challenge }: Asking, known: readonly Authenticator[],
): Promise<Json> => {
  const options = await generateAuthenticationOptions({
    rpID: party.id, challenge: bytesOf(challenge), userVerification: 'required',
    allowCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
  });
  return options as unknown as Json;
};

const expectedOf = ({ party, challenge }: Asking) => ({
  expectedChallenge: challenge, expectedOrigin: [...party.origins], expectedRPID: party.id,
  requireUserVerification: true,
});

/** The credential behind an answer to registration options; undefined where any check fails. */
export const registered = async (
  response: GivenResponse, asking: Asking,
): Promise<Readonly<{ authenticator: Authenticator; counter: number }> | undefined> => {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON, ...expectedOf(asking),
    });
    if (!verified) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return {
      counter, authenticator: { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url') },
    };
  } catch {
    // The library throws what is wrong with an answer; whoever sent it is told nothing.
    return undefined;
  }
};

/** The counter after an answer to authentication options; undefined where any check fails. */
export const authenticated = async (
  response: GivenResponse, asking: Asking, known: Readonly<{ authenticator: Authenticator; counter: number }>,
): Promise<number | undefined> => {
  const { credentialId, publicKey } = known.authenticator;
  if (response['id'] !== credentialId) return undefined;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON, ...expectedOf(asking),
      credential: {
        id: credentialId, counter: known.counter, publicKey: bytesOf(publicKey),
      },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
};
