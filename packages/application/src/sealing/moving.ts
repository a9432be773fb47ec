import type { Deployment } from '../deployment/open-deployment.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import type { FindRefusal } from './found-record.ts';
import type { ContentRefusal, SideKeys } from './side-keys.ts';

/** What a move needs: keys of both sides, and an act whose intent is committed. */
export type Moving = Readonly<{
  deployment: Deployment; act: CustodyAct; from: SideKeys; to: SideKeys;
  recordId: string; at: string; entryId: string;
}>;

/** What a move did; `caseMoved`, `subjectMoved`: nothing of the case or person is left on the first side. */
export type Moved = Readonly<{
  outcome: 'moved' | 'alreadyThere'; caseMoved: boolean; subjectMoved: boolean;
}>;

/** Why nothing moved; `ROW_CHANGED`: others were faster, and the move is run again. */
export type MoveRefused = ContentRefusal | FindRefusal | Readonly<{ code: 'ROW_CHANGED' }>;

