import { after, before } from 'node:test';
import { certificateJourney, complaintJourney } from './journeys/citizen.ts';
import { auditJourney, endSessionJourney, statusJourney } from './journeys/keepers.ts';
import { labJourney } from './journeys/researcher.ts';
import { VIEWS, walk } from './journeys/run.ts';
import { opinionJourney } from './journeys/supervisor.ts';
import { type Console, skip, startServerConsole } from './started.ts';

// Persons, the procurator, the researcher and the keepers over a real PostgreSQL server.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startServerConsole(); });
after(async () => { await running?.stop(); });

walk({
  'citizen, PostgreSQL: a certificate in three steps': certificateJourney,
  'citizen, PostgreSQL: a complaint is filed and taken back': complaintJourney,
  'procurator, PostgreSQL: a late seal becomes an opinion, answered and closed': opinionJourney,
  'researcher, PostgreSQL: the lab, clauses, statistics': labJourney,
  'auditor, PostgreSQL: the log is verified in the page': auditJourney,
  'security administrator, PostgreSQL: a session is ended': endSessionJourney,
  'system administrator, PostgreSQL: status and settings': statusJourney,
}, { views: VIEWS.server, running: () => running });
