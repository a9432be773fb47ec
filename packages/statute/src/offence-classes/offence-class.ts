/**
 * Classes of offences that policies, occupations and inquiries speak of. The list is closed: a pack or a
 * registry row that names another class is refused.
 */
export const OFFENCE_CLASSES = [
  'nationalSecurity', 'terrorism', 'gang', 'drug', 'sexual', 'abuse', 'trafficking', 'violence', 'dutyCrime',
  'corruption', 'malfeasance', 'embezzlement', 'economicOrder', 'property', 'accounting', 'valuationAndAudit',
  'food', 'fakeSeeds', 'workSafety', 'animalEpidemic', 'immigration', 'publicSafety', 'publicOrder',
  'personalRights', 'telecomFraud', 'cyber', 'criticalInfrastructure', 'exportControl', 'prostitution',
  'gambling', 'obscenity', 'moneyLaundering', 'traffic', 'dangerousDriving', 'military',
] as const;

/** One offence class. */
export type OffenceClass = (typeof OFFENCE_CLASSES)[number];

/** Whether a text of a pack or registry row names a class. */
export const isOffenceClass = (text: string): text is OffenceClass =>
  OFFENCE_CLASSES.some((known) => known === text);

/**
 * What a class means. Places are written `3` (chapter of the special part), `6.7` (its section), `133之1`
 * (article with 第 left out: `art:264`), or a charge's name. `certain` holds by the charge alone; `byFact`
 * holds only on facts the charge does not tell (the offender was a public officer, the goods were food).
 */
export type OffenceClassDefinition = Readonly<{
  zh: string;
  en: string;
  /** Citation ids that define the class or the norm that uses it. */
  cites: readonly string[];
  certain: readonly string[];
  except?: readonly string[];
  byFact?: readonly string[];
  /** Why members beyond the letter of the law were chosen, with the competing reading. */
  interpretation?: string;
}>;
