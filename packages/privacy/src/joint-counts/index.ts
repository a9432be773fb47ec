export { announce, type Announced, checkRosterKeys, openAnnouncement } from './announcements.ts';
export {
  bfvEngine, type BfvEngine, type BfvKeys, type CipherRefusal, NOISE_BUDGET_MIN,
} from './bfv-engine.ts';
export {
  auditCell, type CellAudit, countMax, type CountsRefusal, isCommitted, type OpenedCell, prepareCounts,
  type Prepared, type ShareNoise, unlikelyCells,
} from './counts.ts';
export {
  type AllowedDecryption, decideDecryption, type DecryptedRound, type DecryptionRefusal,
  type DecryptionRequest,
} from './decide-decryption.ts';
export { type NoiseShares, rhoOfShares, SHARE_VARIANCE_MIN, shareVarianceFor } from './noise-shares.ts';
export {
  agreementKey, type AgreementKey, bytesToWords, maskCounts, sumMasked, wordsToBytes,
} from './pair-masks.ts';
export { type Answered, answerOf, questionOf, readTable, type Table, type TableRefusal } from './question.ts';
export { decideRoster, type PastRound, type RosterRefusal } from './roster-history.ts';
export {
  chainsOf, type Contribution, type Directory, openContributions, openSum, type RoundParcel,
  type SumRefusal, signContribution, signSum, suiteOfRound,
} from './round-messages.ts';
export {
  CELLS_OF_CIPHERTEXT, MEMBERS_MIN, organsOf, parseRoundTerms, rosterHash, type RoundMember, type RoundTerms,
  type RoundTermsRefusal, type SumEngine,
} from './round-terms.ts';
