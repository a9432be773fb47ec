import type { Bilingual } from '../facts/fact-fields.ts';
import type { Position } from './position.ts';

/** Who asks about a sealed record. */
export type Inquirer = 'judicialOrgan' | 'stateOrgan' | 'unit' | 'self';

/** What a sealed record is asked for. */
export type PiercingPurpose =
  | 'investigatingCrime' | 'judgingCrime' | 'specialRecidivism' | 'drugReoffending' | 'ordinaryRecidivism'
  | 'nationalSecurityReview' | 'occupation' | 'otherCasework' | 'other';

/** One sentence about who may see a sealed record; `related`: only where occupation and crime are related. */
export type PiercingRule = Readonly<{
  id: string;
  inquirers?: readonly Inquirer[];
  purposes: readonly PiercingPurpose[];
  related?: boolean;
  discloses: boolean;
  cite: readonly string[];
  say: Bilingual;
  at: Position;
}>;

/** Who may pierce the seal under a pack: from top to bottom, the first rule that fits decides. */
export type Piercing = Readonly<{
  rules: readonly PiercingRule[];
  otherwise: Readonly<{ discloses: boolean; cite: readonly string[]; say: Bilingual }>;
}>;
