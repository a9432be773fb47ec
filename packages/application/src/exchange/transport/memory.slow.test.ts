import { exchangeContract } from '../testing/exchange-contract.ts';
import { memoryNetwork } from '../testing/memory-network.ts';

let doors = 0;

exchangeContract('in memory', async () => {
  const network = memoryNetwork();
  return {
    transport: network.transport(), nowhere: 'memory:nowhere', close: async () => undefined,
    open: (receiver, address) => {
      doors += 1;
      return network.open(receiver, address ?? `memory:${doors}`);
    },
  };
});
