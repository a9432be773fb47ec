/** The part of oidc-provider that the demonstration uses; the package brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** What an account of the issuer says about itself. */
  export type Account = Readonly<{ accountId: string; claims: () => Promise<Readonly<{ sub: string }>> }>;

  /** What was agreed to for a client. */
  export class Grant {
    constructor(of: Readonly<{ clientId: string; accountId: string }>);
    static find(id: string): Promise<Grant | undefined>;
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  /** What the library hands to the functions of its configuration. */
  export type Context = Readonly<{
    oidc: Readonly<{
      client: Readonly<{ clientId: string }>;
      session: Readonly<{ accountId: string; grantIdFor: (clientId: string) => string | undefined }>;
      provider: Readonly<{ Grant: typeof Grant }>;
    }>;
  }>;

  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(
      request: IncomingMessage, response: ServerResponse,
    ): Promise<Readonly<{ uid: string; prompt: Readonly<{ name: string }> }>>;
    interactionFinished(
      request: IncomingMessage, response: ServerResponse, result: Readonly<Record<string, unknown>>,
    ): Promise<void>;
  }
}
