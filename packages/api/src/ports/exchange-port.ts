import type { Actor } from '../access/actor.ts';
import type { ExchangeEvent, ExchangeReceipt } from '../routes/exchange-schemas.ts';

/**
 * Takes messages of another organ: each once, whatever arrives how often. The receipt is signed and has one
 * result a message, in their order; `digest` is the Content-Digest of the request, which the receipt repeats.
 */
export type ExchangePort = Readonly<{
  receive: (
    events: readonly ExchangeEvent[], from: Readonly<{ sender: Actor; digest: string }>,
  ) => Promise<ExchangeReceipt>;
}>;
