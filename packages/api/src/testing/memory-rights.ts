import { err, ok } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { RightsPort } from '../ports/rights-port.ts';
import type { LookShown, RightsShown } from '../routes/rights-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** A request in memory: who filed it, and how it is shown. */
export type MemoryRequest = Readonly<{ filedBy: string; shown: RightsShown }>;

const mayTouch = ({ filedBy, shown }: MemoryRequest, { id, organ, roles }: Actor): boolean =>
  (roles.includes('citizen') ? filedBy === id : shown.organ === organ);

/** Takes requests and moves them on without looking at the law; that is tested where it is decided. */
export const memoryRights = (
  requests: Map<string, MemoryRequest>, looks: readonly LookShown[], undo: Journal,
): RightsPort => {
  const found = (id: string, actor: Actor): MemoryRequest | undefined => {
    const request = requests.get(id);
    return request !== undefined && mayTouch(request, actor) ? request : undefined;
  };
  return {
    file: async ({ kind, organ, statement }, { id }) => {
      const requestId = `00000000-0000-7000-8000-${String(requests.size + 901).padStart(12, '0')}`;
      const shown: RightsShown = { requestId, kind, organ, stage: 'filed', statement, remedies: ['court'], cites: ['PIPL_50'] };
      setIn(requests, [requestId, { filedBy: id, shown }], undo);
      return ok(shown);
    },
    list: async ({ limit }, actor) => [...requests.values()].filter((one) => mayTouch(one, actor)).slice(0, limit)
      .map(({ shown: { requestId, organ, stage } }) => ({ requestId, organ, state: stage, openedAt: '2026-11-02T00:00:00.000Z' })),
    find: async (id, actor) => found(id, actor)?.shown,
    take: async (id, { type }, actor) => {
      const request = found(id, actor);
      if (request === undefined) return err({ code: 'NOTHING_TO_TELL' });
      const shown: RightsShown = { ...request.shown, stage: type === 'Withdraw' ? 'withdrawn' : 'accepted' };
      setIn(requests, [id, { ...request, shown }], undo);
      return ok(shown);
    },
    paper: async (id, name, actor) => (found(id, actor) === undefined ? undefined : { fileName: `${name}.pdf`, bytes: Buffer.from('%PDF-1.7 invented') }),
    identity: async ({ roles }) => (roles.includes('citizen')
      ? { name: '某某', documentType: 'residentIdentityCard', documentNumber: '530202199001010013', wards: [] } : undefined),
    looks: async ({ roles }) => ({ looks: roles.includes('citizen') ? looks : [], certificates: [], seals: [], computations: [] }),
  };
};
