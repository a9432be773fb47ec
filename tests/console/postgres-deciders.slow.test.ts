import { after, before } from 'node:test';
import { leakJourney, openingJourney, requestJourney } from './journeys/decider.ts';
import { VIEWS, walk } from './journeys/run.ts';
import { type Console, skip, startServerConsole } from './started.ts';

// Reviewer and approver over a real PostgreSQL server: what a court runs, not what a newcomer tries.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startServerConsole(); });
after(async () => { await running?.stop(); });

walk({
  'reviewer and approver, PostgreSQL: a request of a person is answered': requestJourney,
  'reviewer and approver, PostgreSQL: a seal is opened on a ground of law': openingJourney,
  'reviewer and approver, PostgreSQL: a leak is contained and closed': leakJourney,
}, { views: VIEWS.server, running: () => running });
