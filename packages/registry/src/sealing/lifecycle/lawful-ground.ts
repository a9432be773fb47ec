import { OPEN_GROUND, OPEN_GROUNDS, type OpenGround, SEAL_GROUNDS, type SealGround } from '../grounds.ts';
import type { RecordStatus } from './record-status.ts';

/** Kinds of sealed records that the law opens on the same grounds. */
export type SealFamily = 'juvenileCrime' | 'relatedRecord' | 'acquittal' | 'publicOrder' | 'proposal';

const FAMILY: Readonly<Record<SealGround, SealFamily>> = {
  juvenileSentence: 'juvenileCrime', juvenileExemption: 'juvenileCrime',
  juvenileActsAcrossMajority: 'juvenileCrime', retrialLowered: 'juvenileCrime', legacyCase: 'juvenileCrime',
  // Articles 21 and 22 speak of minors; what else is corrected says so in `underlying`.
  onApplication: 'juvenileCrime', corrective: 'juvenileCrime',
  // LAW: measures and support files of a juvenile's crime follow the fate of its record.
  relatedRecord: 'juvenileCrime',
  nonProsecution: 'relatedRecord', conditionalNonProsecution: 'relatedRecord', noLiability: 'relatedRecord',
  insufficientEvidence: 'acquittal', publicOrderViolation: 'publicOrder', proposal: 'proposal',
};

const EVERY = ['juvenileCrime', 'relatedRecord', 'acquittal', 'publicOrder', 'proposal'] as const;

/**
 * Which seals a ground can end. LAW: article 18 opens records of crimes only (数罪并罚 needs two convictions);
 * PSAP 136 knows no unsealing at all, so that such a seal ends only when it was wrong from the beginning or
 * its decision was annulled. Law in force and proposals never open each other's seals.
 */
const ENDS: Readonly<Record<OpenGround, readonly SealFamily[]>> = {
  newCrimeAsMinor: ['juvenileCrime'], omittedCrimeAsMinor: ['juvenileCrime'],
  retrialRaised: ['juvenileCrime', 'acquittal'],
  wrongSeal: EVERY, annulled: ['publicOrder'], exemptByApplication: ['acquittal'],
  observationBreached: ['proposal'],
};

/** What a seal rests on; `underlying` where it was corrected, applied for or found old. */
export type SealBasis = Readonly<{ ground: SealGround; underlying?: SealGround }>;

/** The kind of record behind a seal: that of the underlying ground where one is told. */
export const familyOf = ({ ground, underlying }: SealBasis): SealFamily => FAMILY[underlying ?? ground];

/** Whether the law lets this ground end a seal that rests on this basis. */
export const endsSeal = (ground: OpenGround, basis: SealBasis): boolean =>
  ENDS[ground].includes(familyOf(basis));

const ANY: readonly SealGround[] = SEAL_GROUNDS.filter((ground) => ground !== 'corrective');

/**
 * On which grounds a record may be ordered sealed from a state; `corrective` has an order of its own. A
 * record that article 18 opened is sealed again only when a retrial lowers the sentence; one that the court
 * exempted when those who asked take it back.
 */
const SEALS_FROM: Readonly<Record<RecordStatus, readonly SealGround[]>> = {
  open: ANY, rescinded: ANY, unsealed: ['retrialLowered'], exempt: ['insufficientEvidence', 'onApplication'],
  pending: [], sealed: [], underObservation: [], erased: [],
};

/** Whether this ground may seal a record of this state, by an ordinary order. */
export const mayBeSealed = (status: RecordStatus, ground: SealGround): boolean =>
  SEALS_FROM[status].includes(ground);

/** Whether an opening by this ground removes the entry, so that nothing of it may be shown. */
export const removesEntry = (ground: OpenGround): boolean => OPEN_GROUND[ground].removesEntry === true;

/** Whether a text names a ground to seal. */
export const isSealGround = (text: string): text is SealGround => SEAL_GROUNDS.some((one) => one === text);

/** Whether a text names a ground to open. */
export const isOpenGround = (text: string): text is OpenGround => OPEN_GROUNDS.some((one) => one === text);
