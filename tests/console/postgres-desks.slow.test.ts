import { after, before } from 'node:test';
import { acknowledgeJourney, orderJourney } from './journeys/clerk.ts';
import { inquiryJourney } from './journeys/inquirer.ts';
import { VIEWS, walk } from './journeys/run.ts';
import { type Console, skip, startServerConsole } from './started.ts';

// Clerk and inquirer over a real PostgreSQL server: what a court runs, not what a newcomer tries.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startServerConsole(); });
after(async () => { await running?.stop(); });

walk({
  'clerk, PostgreSQL: a judgment becomes a seal order': orderJourney,
  'clerk, PostgreSQL: an order is carried out and acknowledged': acknowledgeJourney,
  'inquirer, PostgreSQL: from the form to a result that is shown once': inquiryJourney,
}, { views: VIEWS.server, running: () => running });
