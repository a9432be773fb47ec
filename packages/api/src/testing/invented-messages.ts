import type { IntakeEnvelope } from '../routes/intake-schemas.ts';

/** An invented message of an invented court; `number` makes it another one, `data` replaces its content. */
export const inventedMessage = (
  number: number, { organ = 'court:A01', data }: Readonly<{ organ?: string; data?: Record<string, unknown> }> = {},
): IntakeEnvelope => ({
  specversion: '1.0', id: `invented-${number}.1`, source: `urn:fengcun:${organ}:trial-system`,
  type: 'cn.fengcun.intake.judgmentRecorded.v1',
  data: data ?? {
    source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: `invented-${number}`, version: 1 },
    case: { references: [{ type: 'courtCase', number: `（2026）虚构0001刑初${number}号` }] },
    person: { kind: 'person', names: [{ text: '虚构某', use: 'current' }], documents: [] },
    content: { decidedOn: '2026-03-02' },
  },
});

/** Code of a case that tests put into the ports, invented. */
export const INVENTED_CASE = '0123456789ABCDEF00';
