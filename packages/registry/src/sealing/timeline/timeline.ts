import type { CaseCode } from '../../intake/case-code/case-code.ts';
import type { ActorId } from '../../intake/case/case-event.ts';
import type { SubjectToken } from '../../intake/pseudonym.ts';
import type { OrderedHolder } from '../lifecycle/order.ts';
import type { RecordStatus } from '../lifecycle/record-status.ts';
import type { SealingEvent } from '../lifecycle/sealing-event.ts';
import { evolveSealing } from '../lifecycle/evolve-sealing.ts';
import { NEVER_SEALED, type SealingState } from '../lifecycle/sealing-state.ts';

/** What a row speaks of: the record, one holder's copy, a proposal nobody has decided, or a reminder. */
export type TimelineMatter = 'record' | 'copy' | 'proposal' | 'reminder';

/** One step of a record under its one-case code, complete; never shown before it is filtered. */
export type TimelineRow = Readonly<{
  caseCode: CaseCode;
  recordId: string;
  subject: SubjectToken;
  /** UTC instant. */
  at: string;
  step: SealingEvent['type'];
  matter: TimelineMatter;
  /** State of the record after the step. */
  state: RecordStatus;
  /** Holder whose copy the step is about. */
  holder?: string;
  /** Holders that an order goes to; never shown. */
  addressed: readonly string[];
  /** Until when each of them has to have done it. */
  terms: readonly OrderedHolder[];
  actor: ActorId;
  documentNumber?: string;
  reason: string;
  cites: readonly string[];
}>;

/** Whose record the events are about. */
export type TimelinePlace = Readonly<{ caseCode: CaseCode; recordId: string; subject: SubjectToken }>;

const MATTER: Readonly<Record<SealingEvent['type'], TimelineMatter>> = {
  SealOrdered: 'record', CorrectiveSealOrdered: 'record', HolderAdded: 'copy', Acknowledged: 'copy',
  Reminded: 'reminder', Escalated: 'copy', UnsealProposed: 'proposal', UnsealApproved: 'proposal',
  UnsealRefused: 'proposal', UnsealOrdered: 'record', Rescinded: 'record', ExemptedByApplication: 'record',
  ObservationStarted: 'record', ObservationShortened: 'record', ObservationBreached: 'proposal',
  ObservationPassed: 'record', ErasedByLaw: 'record',
};

const holderOf = (event: SealingEvent): string | undefined => {
  switch (event.type) {
    case 'HolderAdded': return event.added.holder;
    case 'Acknowledged': return event.receipt.holder;
    case 'Reminded': case 'Escalated': return event.holder;
    default: return undefined;
  }
};

const addressedBy = (event: SealingEvent): readonly string[] =>
  ('order' in event && event.order !== undefined ? event.order.holders.map(({ holder }) => holder) : []);

const termsOf = (event: SealingEvent): readonly OrderedHolder[] => {
  if (event.type === 'HolderAdded') return [event.added];
  return 'order' in event && event.order !== undefined ? event.order.holders : [];
};

/** Every step of a record with the state after it, in the order of the events. */
export const timelineRows = (
  events: readonly SealingEvent[], place: TimelinePlace,
): readonly TimelineRow[] => {
  let state: SealingState = NEVER_SEALED;
  return events.map((event) => {
    state = evolveSealing(state, event);
    const holder = holderOf(event);
    return {
      ...place, at: event.at, step: event.type, matter: MATTER[event.type], state: state.status,
      actor: event.actor, reason: event.reason, cites: event.cites, addressed: addressedBy(event),
      terms: termsOf(event),
      ...(holder === undefined ? {} : { holder }),
      ...(event.documentNumber === undefined ? {} : { documentNumber: event.documentNumber }),
    };
  });
};

/**
 * Who looks at a timeline. `person`: the one it is about, or the guardian. `caseHandler`: an organ that was
 * granted an inquiry for a case. Everybody else is `outsider` and is not even told whether there is one.
 */
export type Viewer =
  | Readonly<{ kind: 'person'; subject: SubjectToken }>
  | Readonly<{ kind: 'determiningOrgan' | 'supervisor'; caseCode: CaseCode }>
  | Readonly<{ kind: 'holder'; holder: string }>
  | Readonly<{ kind: 'caseHandler'; recordId: string }>
  | Readonly<{ kind: 'auditor' }>
  | Readonly<{ kind: 'outsider' }>;

/** A row as a viewer sees it: what is withheld is absent, not blank. */
export type ShownRow = Readonly<{
  caseCode: CaseCode; recordId: string; at: string; step: SealingEvent['type']; state?: RecordStatus;
  holder?: string; actor?: ActorId; documentNumber?: string; reason?: string; cites?: readonly string[];
  /** Last days that the step sets: all for who ordered and supervises, the own for a holder. */
  terms?: readonly OrderedHolder[];
}>;

const documentIn = ({ documentNumber }: TimelineRow): Pick<ShownRow, 'documentNumber'> =>
  (documentNumber === undefined ? {} : { documentNumber });
const holderIn = ({ holder }: TimelineRow): Pick<ShownRow, 'holder'> =>
  (holder === undefined ? {} : { holder });

const termsIn = (terms: readonly OrderedHolder[]): Pick<ShownRow, 'terms'> =>
  (terms.length === 0 ? {} : { terms });

/** State, document, reason and basis, without who in the organ acted. */
const substance = (row: TimelineRow): ShownRow => {
  const { caseCode, recordId, at, step, state, reason, cites } = row;
  return { caseCode, recordId, at, step, state, reason, cites, ...documentIn(row), ...holderIn(row) };
};

/** That somebody did something, without ground or state: enough to audit, nothing about the person. */
const trace = (row: TimelineRow): ShownRow => {
  const { caseCode, recordId, at, step, actor } = row;
  return { caseCode, recordId, at, step, actor, ...documentIn(row), ...holderIn(row) };
};

const seenBy = (row: TimelineRow, viewer: Viewer): ShownRow | undefined => {
  const isDecided = row.matter === 'record' || row.matter === 'copy';
  switch (viewer.kind) {
    // The person sees which organ is late, and nothing that is only being considered.
    case 'person': return row.subject === viewer.subject && isDecided ? substance(row) : undefined;
    case 'determiningOrgan': case 'supervisor':
      return row.caseCode !== viewer.caseCode ? undefined
        : { ...substance(row), actor: row.actor, ...termsIn(row.terms) };
    // A holder sees orders to it and its own copy; who else holds copies is not its business.
    case 'holder':
      return ![...row.addressed, row.holder].includes(viewer.holder) ? undefined
        : { ...substance(row), ...termsIn(row.terms.filter(({ holder }) => holder === viewer.holder)) };
    case 'caseHandler':
      return row.recordId === viewer.recordId && row.matter === 'record' ? substance(row) : undefined;
    case 'auditor': return trace(row);
    case 'outsider': return undefined;
  }
};

/**
 * The rows a viewer may see, with what of each: an allowlist by kind of viewer. An empty answer is the same
 * for a record that does not exist. @see 2022 Measures arts 10, 16, 17; 个人信息保护法第44条、第45条
 */
export const visibleTimeline = (rows: readonly TimelineRow[], viewer: Viewer): readonly ShownRow[] =>
  rows.flatMap((row) => {
    const shown = seenBy(row, viewer);
    return shown === undefined ? [] : [shown];
  });
