import type { CivilDate } from '@fengcun/kernel';
import { type CaseRecord, latestTellings, type OpenCase } from '../intake/case/case-state.ts';
import { standingRecords } from '../intake/case/contradictions.ts';
import { kindSpec, type MessageKind } from '../intake/messages/message-kinds.ts';
import type { SubjectToken } from '../intake/pseudonym.ts';
import { judgmentDisposition } from '../sealing/triggers/judgment-disposition.ts';

// 「犯罪记录是国家专门机关对犯罪人员情况的客观记载。」

/**
 * What a case says about a person's guilt, for certificates. `convicted`: a court's effective finding of
 * guilt; `unclear`: the records do not fit together or do not say what was decided, so a person has to look.
 * `effectiveOn`: absent where it is in force and nobody told the day.
 */
export type Conviction = Readonly<{ standing: 'convicted' | 'unclear'; effectiveOn?: CivilDate }>;

/** Whether a message of this kind can change what a case says about guilt; all others leave it as it is. */
export const bearsOnConviction = (kind: MessageKind): boolean =>
  kind === 'judgmentRecorded' || kind === 'judgmentBecameEffective' || kindSpec(kind).stage === 'execution';

const convictionIn = (records: readonly CaseRecord[]): Conviction | undefined => {
  const { found } = judgmentDisposition(records);
  if (found === undefined || found.effect.state !== 'effective' || found.recordKind === 'acquittal') {
    return undefined;
  }
  const pronounced = found.sentence !== undefined;
  if (found.recordKind !== 'conviction' && pronounced) return undefined;
  const on = found.effect.on === undefined ? {} : { effectiveOn: found.effect.on };
  // A judgment in force whose outcome nobody told may be one of guilt: default deny asks a person.
  return { standing: found.recordKind === 'conviction' ? 'convicted' : 'unclear', ...on };
};

/**
 * Whether a court's effective judgment in this case finds the person guilty. Suspicion, compulsory measures,
 * decisions not to prosecute, public-order decisions and judgments not yet in force are none.
 * LAW: exemption from punishment is a finding of guilt. Where one version was told in two ways and nobody
 * chose, each way counts as `unclear`, never as innocence.
 * @see 《公安机关办理犯罪记录查询工作规定》(2021) 第2条; 《刑事诉讼法》(2018) 第200条、第259条
 */
export const convictionOf = (
  state: OpenCase, subjects: ReadonlySet<SubjectToken>,
): Conviction | undefined => {
  const isTheirs = ({ subject }: CaseRecord): boolean => subjects.has(subject);
  const standing = convictionIn(standingRecords(state).filter(isTheirs));
  if (standing?.standing === 'convicted') return standing;
  const told = [...latestTellings(state).values()].filter((tellings) => tellings.length > 1).flat();
  const disputed = told.filter(isTheirs).flatMap((record) =>
    convictionIn([...standingRecords(state).filter(isTheirs), record]) ?? []);
  const [first] = disputed;
  return standing ?? (first === undefined ? undefined : { ...first, standing: 'unclear' });
};
