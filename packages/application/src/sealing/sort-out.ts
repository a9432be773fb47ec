import { ok, type Result } from '@fengcun/kernel';
import type { AttachmentRow, StageRecordRow } from '@fengcun/store';
import type { FoundRecord } from './found-record.ts';
import type { Parting } from './move-plan.ts';
import type { Moving } from './moving.ts';
import { isAbout, type OpenedEvent, openEvents } from './opened-events.ts';
import type { ContentRefusal } from './side-keys.ts';

/** What leaves with a record, and what stays. `others`: events about the person in cases that stay. */
export type Sorted = Readonly<{
  parting: Parting; others: readonly OpenedEvent[];
  attachments: Readonly<{ leaving: readonly AttachmentRow[]; staying: readonly AttachmentRow[] }>;
  leavingStages: readonly StageRecordRow[];
}>;

/** Which events, stages and attachments leave with the record; the events are opened for it. */
export const sortOut = async (
  { from, act }: Moving, found: FoundRecord,
): Promise<Result<Sorted, ContentRefusal>> => {
  const { home, record, isLastOfCase } = found;
  const events = await openEvents(from, act, home);
  if (!events.ok) return events;
  const about = isAbout(record.subjectId, events.value);
  const leaves = (one: OpenedEvent): boolean => isLastOfCase || about(one);
  const others: OpenedEvent[] = [];
  for (const other of found.otherCases) {
    const opened = await openEvents(from, act, other);
    if (!opened.ok) return opened;
    others.push(...opened.value.filter(isAbout(record.subjectId, opened.value)));
  }
  const leavingStages = home.stages.filter((one) => isLastOfCase || one.subjectId === record.subjectId);
  const stageIds = new Set(leavingStages.map(({ stageRecordId }) => stageRecordId));
  const goes = ({ stageRecordId }: AttachmentRow): boolean =>
    isLastOfCase || (stageRecordId !== null && stageIds.has(stageRecordId));
  return ok({
    parting: {
      crossing: events.value.filter(leaves),
      staying: events.value.filter((one) => !leaves(one)),
    },
    others, leavingStages,
    attachments: {
      leaving: home.attachments.filter(goes), staying: home.attachments.filter((one) => !goes(one)),
    },
  });
};

