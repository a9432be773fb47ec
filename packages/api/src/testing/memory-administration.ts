import type { AdministrationPort } from '../ports/administration-port.ts';

/** A platform that stands still. */
export const memoryAdministration = (): AdministrationPort => ({
  status: async () => ({
    version: '0.0.0', database: { engine: 'embedded', isDurable: false, migration: 1 },
    ledger: { log: 'access/2026', sequenced: 2, signed: 2, isKept: true },
    keys: [{ tree: 'open', suite: 'intl', createdAt: '2026-01-01T00:00:00Z', isDueByAge: false }],
    outbox: [], deadLetters: [], jobs: [],
  }),
  settings: async () => [{
    id: 'K1', group: 'law', title: { zh: '几日内答复', en: 'how soon' }, value: 'threeWorkingDays', standard: 'threeWorkingDays',
    cites: ['M2022_16'], from: 'standard',
  }],
  timers: async () => ({
    now: '2026-11-02T00:00:00Z', letters: [],
    timers: [{ name: 'seal-look', running: 0, waiting: 1, failed: 0, isLate: false, nextAt: '2026-11-02T00:00:03Z' }],
  }),
  directory: async () => [{ organ: 'court/A01', kind: 'court', code: 'A01', name: '虚构法院', keys: [] }],
  jointActs: async () => [],
  organs: async () => [{ organ: 'court/A01', kind: 'court', code: 'A01', name: '虚构法院' }],
});
