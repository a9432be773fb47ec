import type { RequestPorts } from '@fengcun/api';
import { Fault, ok, present } from '@fengcun/kernel';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { EventReceiver } from '../exchange/receiving/receive-events.ts';
import type { ServiceAct } from './service-act.ts';

/**
 * Ports of an act that takes messages of another organ. Each of its transactions is its own, because what one
 * handler refuses must not undo the others; the act was committed before, every transaction is an outcome of
 * it. Fault: EXCHANGE_NOT_CONFIGURED.
 */
export const exchangePorts = (
  { database }: Pick<Deployment, 'database'>, service: ServiceAct, receive: EventReceiver | undefined,
): Pick<RequestPorts, 'exchange' | 'idempotency'> => ({
  exchange: {
    receive: async (events, { sender, digest }) => {
      if (receive === undefined) {
        const text = 'This service exchanges no messages; configure its organs.';
        throw new Fault('EXCHANGE_NOT_CONFIGURED', text, { retryable: true });
      }
      const received = await receive({ sender, digest, events, entry: service.outcome });
      return present(received.ok ? received.value : undefined, 'a batch without a guard is not refused');
    },
  },
  idempotency: {
    // A key of the sender adds nothing: every message is taken once under its own id.
    begin: async (request) => {
      if (request.scope !== 'signature') return { outcome: 'new' };
      const begun = await database.operate(async ({ idempotency }) => ok(await idempotency.begin(request)));
      const { outcome } = present(begun.ok ? begun.value : undefined, 'the answer about a signature');
      return { outcome: outcome === 'answered' ? 'inProgress' : outcome };
    },
    complete: async () => undefined,
    release: async () => undefined,
  },
});
