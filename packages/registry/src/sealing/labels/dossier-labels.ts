import type { Tri } from '@fengcun/kernel';
import type { SubjectToken } from '../../intake/pseudonym.ts';
import type { RecordStatus } from '../lifecycle/record-status.ts';

/** The mark on a cover. @see 2022 Measures arts 5, 6 */
export const COVER_LABEL = '含犯罪记录封存信息';

/** A person in a dossier with the state of that person's record; unknown where nobody told. */
export type DossierPart = Readonly<{ subject: SubjectToken; status: RecordStatus | 'unknown' }>;

/** What a dossier is as a whole. `labelled`: open, its cover marked and its sealed parts kept apart. */
export type DossierState = 'open' | 'labelled' | 'sealed';

/** One dossier of one organ. */
export type Dossier = Readonly<{
  dossierId: string;
  holder: string;
  /** Persons whose own case this dossier is; more than one where the case was not split. */
  defendants: readonly DossierPart[];
  /** Persons of the same crime whose case was split off into a dossier of its own (分案). */
  severed: readonly DossierPart[];
  /** Whether all accomplices were split off; unknown is treated as a case that was not split. */
  isSplit: Tri;
  /** Sealed records that this case, of whatever kind, had to use. @see art. 6 */
  used: readonly Readonly<{ recordId: string; status: RecordStatus | 'unknown' }>[];
  /** The dossier in which this one is kept: a case inside a case. */
  within?: string;
  /** What a person decided about this dossier. */
  explicit?: Exclude<DossierState, 'labelled'>;
}>;

/** Why a cover is marked, or a dossier closed. */
export type LabelReason = Readonly<{
  rule: 'splitJointCase' | 'unsplitJointCase' | 'usedSealedInformation' | 'insideSealedCase'
    | 'statusUnknown';
  cites: readonly string[];
  about: string;
}>;

/** A dossier as it must be kept: the explicit state wins over the derived one, and both are shown. */
export type DossierView = Readonly<{
  dossierId: string;
  holder: string;
  shown: DossierState;
  explicit?: DossierState;
  derived: DossierState;
  /** Text for the cover; absent where nothing sealed is inside, or everything is. */
  label?: typeof COVER_LABEL;
  /** 采取必要保密措施: the parts of these persons are kept apart. */
  protectedParts: readonly SubjectToken[];
  reasons: readonly LabelReason[];
}>;

const CLOSED: ReadonlySet<string> = new Set(['pending', 'sealed', 'underObservation']);

/** A seal that is ordered counts at once: the label comes with sealing, not after the last receipt. */
const isClosed = (status: RecordStatus | 'unknown'): boolean => CLOSED.has(status);

/** LAW: a record whose state nobody knows may be sealed, so that the cover is marked until it is known. */
const mayBeClosed = (status: RecordStatus | 'unknown'): boolean => isClosed(status) || status === 'unknown';

const reasonsIn = (dossier: Dossier): readonly LabelReason[] => {
  const { defendants, severed, used, isSplit } = dossier;
  const rule = isSplit === true ? 'splitJointCase' : 'unsplitJointCase';
  const counted = defendants.filter(({ status }) => status !== 'erased');
  const inside = counted.filter(({ status }) => isClosed(status));
  const others = severed.filter(({ status }) => isClosed(status));
  const unknown = [...defendants, ...severed].filter(({ status }) => status === 'unknown');
  return [
    ...(inside.length === counted.length ? [] : inside.map(({ subject }): LabelReason =>
      ({ rule: 'unsplitJointCase', cites: ['M2022_5'], about: subject }))),
    ...others.map(({ subject }): LabelReason => ({ rule, cites: ['M2022_5'], about: subject })),
    ...used.filter(({ status }) => mayBeClosed(status)).map(({ recordId }): LabelReason =>
      ({ rule: 'usedSealedInformation', cites: ['M2022_6'], about: recordId })),
    ...unknown.map(({ subject }): LabelReason =>
      ({ rule: 'statusUnknown', cites: ['M2022_5'], about: subject })),
  ];
};

const ownState = (dossier: Dossier, reasons: readonly LabelReason[]): DossierState => {
  const { defendants } = dossier;
  const counted = defendants.filter(({ status }) => status !== 'erased');
  if (counted.length > 0 && counted.every(({ status }) => isClosed(status))) return 'sealed';
  return reasons.length > 0 ? 'labelled' : 'open';
};

const viewOf = (dossier: Dossier, isInsideSealed: boolean): DossierView => {
  const { dossierId, holder, explicit, within } = dossier;
  const own = reasonsIn(dossier);
  const reasons: readonly LabelReason[] = isInsideSealed
    ? [...own, { rule: 'insideSealedCase', cites: ['M2022_2'], about: within ?? '' }] : own;
  const derived = isInsideSealed ? 'sealed' : ownState(dossier, own);
  const shown = explicit ?? derived;
  const parts = [...dossier.defendants, ...dossier.severed].filter(({ status }) => mayBeClosed(status));
  // A dossier that a person left open still bears the mark while anything sealed is inside.
  const marks = shown !== 'sealed' && (own.length > 0 || parts.length > 0);
  return {
    dossierId, holder, shown, derived, reasons, protectedParts: parts.map(({ subject }) => subject),
    ...(explicit === undefined ? {} : { explicit }), ...(marks ? { label: COVER_LABEL } : {}),
  };
};

/**
 * How every dossier of a case must be kept now. A case inside a sealed case is closed with it unless a person
 * decided otherwise; a chain that leads back to itself contains nothing. In the order given.
 * @see 2022 Measures arts 2, 5, 6
 */
export const dossierViews = (dossiers: readonly Dossier[]): readonly DossierView[] => {
  const byId = new Map(dossiers.map((dossier) => [dossier.dossierId, dossier]));
  const shownOf = (dossier: Dossier, seen: ReadonlySet<string>): DossierState =>
    dossier.explicit ?? (isInside(dossier, seen) ? 'sealed' : ownState(dossier, reasonsIn(dossier)));
  const isInside = ({ within, dossierId }: Dossier, seen: ReadonlySet<string>): boolean => {
    const outer = within === undefined || seen.has(within) ? undefined : byId.get(within);
    return outer !== undefined && shownOf(outer, new Set([...seen, dossierId])) === 'sealed';
  };
  return dossiers.map((dossier) => viewOf(dossier, isInside(dossier, new Set([dossier.dossierId]))));
};

/** A cover to be marked, or a mark to be taken off, at one organ. */
export type LabelChange = Readonly<{ dossierId: string; holder: string; change: 'mark' | 'unmark' }>;

/** What changes on covers between two views of the same dossiers: when one of two is unsealed, say. */
export const labelChanges = (
  before: readonly DossierView[], after: readonly DossierView[],
): readonly LabelChange[] => {
  const was = new Map(before.map((view) => [view.dossierId, view.label]));
  return after.flatMap(({ dossierId, holder, label }): readonly LabelChange[] => {
    if (was.get(dossierId) === label) return [];
    return [{ dossierId, holder, change: label === undefined ? 'unmark' : 'mark' }];
  });
};
