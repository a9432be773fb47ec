import type { FactInput } from '@fengcun/policy';
import { catalogueFacts } from '../../intake/charge-facts.ts';
import type { EntryItems } from '../../intake/case/entry-items.ts';
import type { Sentence } from '../../intake/messages/contents-of-trial.ts';
import type { Disposition } from './disposition.ts';

const UNMEASURED: ReadonlySet<string> = new Set(['death', 'deathSuspended', 'lifeImprisonment']);
const WITHOUT_TERM: ReadonlySet<string> =
  new Set(['fineOnly', 'otherAccessoryOnly', 'exemptionFromPunishment', 'none']);

/** Executed term as the facts count it: odd days are one more month; unknown for life and death. */
export const executedMonths = ({ penalty, termMonths, termDays }: Sentence): number | 'unknown' => {
  if (UNMEASURED.has(penalty)) return 'unknown';
  if (WITHOUT_TERM.has(penalty)) return 0;
  if (termMonths === undefined && termDays === undefined) return 'unknown';
  return (termMonths ?? 0) + ((termDays ?? 0) > 0 ? 1 : 0);
};

const sentenceFacts = (sentence: Sentence | undefined): FactInput => (sentence === undefined ? {} : {
  penalty: sentence.penalty, executedTermMonths: executedMonths(sentence),
  // A suspension that nobody states is not denied: other documents may tell.
  ...(sentence.suspensionMonths === undefined ? {}
    : { suspended: true, suspensionPeriodMonths: sentence.suspensionMonths }),
});

/**
 * What the records of a case tell of one disposition, as facts for the packs. Dates of the acts are not among
 * them: they stand in the judgment's text, whose reading the caller adds. Unknown stays unknown.
 */
export const dispositionFacts = (disposition: Disposition, items: EntryItems): FactInput => {
  const { recordKind, decidedOn, effect, acquittalGround, nonProsecutionType, annulledOn } = disposition;
  const { bornOn } = items.basicFacts;
  const isJudged = disposition.kind === 'judgment';
  const kind = disposition.records[0]?.message.person.kind;
  return {
    ...(isJudged && recordKind === 'conviction' && items.charges.status === 'known'
      ? catalogueFacts(items.charges.value) : {}),
    recordKind: recordKind ?? 'unknown', subjectKind: kind ?? 'unknown', decidedOn: decidedOn ?? 'unknown',
    effectiveOn: effect.state === 'effective' && isJudged ? effect.on ?? 'unknown' : 'unknown',
    bornOn: bornOn.status === 'known' ? bornOn.value : 'unknown',
    ...(isJudged ? sentenceFacts(disposition.sentence) : {}),
    ...(acquittalGround === undefined ? {} : { acquittalGround }),
    ...(nonProsecutionType === undefined ? {} : { nonProsecutionType }),
    ...(disposition.kind === 'publicOrder' ? { annulled: annulledOn !== undefined } : {}),
  };
};
