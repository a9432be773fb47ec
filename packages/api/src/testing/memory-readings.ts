import { ok } from '@fengcun/kernel';
import type { ReadingsPort } from '../ports/readings-port.ts';
import type { DocumentReading } from '../routes/reading-schemas.ts';

const INVENTED: DocumentReading = {
  place: 1, kind: 'judgment', text: 'invented', open: [],
  fields: [{ field: 'birthDate', person: 0, value: '', doubts: ['BIRTH_DATE_DOUBTFUL'], start: 0, end: 8 }],
  persons: [{ person: 0, decisions: [] }],
};

/** Reads every file as one invented judgment, and takes everything. */
export const memoryReadings = (): ReadingsPort => ({
  read: async (bytes) => {
    let length = 0;
    for await (const piece of bytes) length += piece.length;
    return { isCut: false, documents: length === 0 ? [] : [INVENTED] };
  },
  examine: async ({ text }) => ok({ ...INVENTED, text }),
  examineRows: async ({ rows }) => ok({ place: 1, kind: 'rows', rows, outcomes: [] }),
  take: async () => ok({ results: [{ outcome: 'accepted', caseCode: '00000000000000AA00' }] }),
  takeRows: async ({ rows }) =>
    ok({ results: rows.slice(1).map(() => ({ outcome: 'accepted', caseCode: '00000000000000AA00' })) }),
});
