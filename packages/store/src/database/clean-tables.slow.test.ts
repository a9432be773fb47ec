import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ok, present } from '@fengcun/kernel';
import { sql } from 'kysely';
import type { Database } from '../ports/database.ts';
import { auditEntry, event, household, idSource, NOW } from '../testing/invented.ts';
import { startServer, type TestServer } from '../testing/postgres-server.ts';
import { openDatabase } from './open-database.ts';
import { connectServer } from './server.ts';

/** The files of a server after a seal: what is left in them, and that cleaning leaves nothing. */
let server: TestServer | undefined;
let database: Database | undefined;
before(async () => {
  server = await startServer(['-c', 'wal_recycle=off', '-c', 'full_page_writes=on']);
  database = await openDatabase({ kind: 'server', url: server.url, migrate: true, now: () => NOW });
});
after(async () => {
  await database?.close();
  await server?.stop();
});

const filesUnder = (folder: string): readonly string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  const path = join(folder, entry.name);
  return entry.isDirectory() ? filesUnder(path) : [path];
});

test('after a seal, cleaning and a checkpoint no file of the server holds what left the open side, the write-ahead log neither', async (t) => {
  const url = present(server, 'server').url;
  const admin = connectServer({ url, max: 1, log: [] });
  const { rows } = await sql<Readonly<{ folder: string }>>`select current_setting('data_directory') as folder`.execute(admin);
  const folder = rows[0]?.folder ?? '';
  if (process.getuid?.() !== 0 && statSync(folder, { throwIfNoEntry: false }) === undefined) { t.skip('the files of the server are not to be read'); return; }
  const nextId = idSource('clean');
  const home = household('clean');
  const opened = present(database, 'database');
  const act = async (work: Parameters<Database['seal']>[1]): Promise<void> => {
    const entryId = nextId();
    assert.ok((await opened.seal({ entryId }, async (stores) => {
      await stores.audit.append([auditEntry(entryId)]);
      return work(stores);
    })).ok);
  };
  await act(async ({ open }) => {
    await open.subjects.add([home.subject]);
    await open.terms.add([home.term]);
    await open.cases.add([home.criminalCase]);
    await open.records.add([home.record]);
    await open.events.begin([{ ...home.events, streamId: home.criminalCase.caseId }]);
    await open.inbox.take({ ...home.inbox, messageKey: home.term.term });
    return ok(undefined);
  });
  const [content] = home.events.events.map((one) => Buffer.from(one.content));
  const marks = [Buffer.from(home.term.term), present(content, 'content')];
  const found = (): readonly string[] => filesUnder(folder).filter((path) => {
    const bytes = readFileSync(path);
    return marks.some((mark) => bytes.includes(mark));
  }).map((path) => path.slice(folder.length + 1).replace(/\d{3,}|[0-9A-F]{24}/g, '…'));
  assert.ok(found().some((path) => path.startsWith('pg_wal')), 'what is looked for is in the files before');
  const { subject: { subjectId }, criminalCase: { caseId }, record: { recordId } } = home;
  const crossing = (id: string) => ({ id, expected: 1 });
  await act(({ wall }) => wall.seal({
    subjects: [{ ...crossing(subjectId), eraseSerial: 1, remains: 'nothing' }], cases: [{ ...crossing(caseId), eraseSerial: 2, remains: 'nothing' }],
    records: [crossing(recordId)], holderStates: {}, at: NOW, stageRecords: [], attachments: [],
    streams: [{ streamId: caseId, expected: 1, remaining: [], there: 0, crossing: [event('sealed anew', 1)] }],
    claims: { takenAs: [recordId], terms: [], known: [], knownTerms: [] }, exceptions: [],
  }));
  assert.ok(opened.clean !== undefined);
  await opened.clean();
  // The log of before the cleaning ends with the next checkpoints: what a server keeps of it is its own setting.
  for (let round = 0; round < 3; round += 1) {
    await sql.raw('select pg_switch_wal()').execute(admin);
    await sql.raw('checkpoint').execute(admin);
  }
  await admin.destroy();
  assert.deepEqual(found(), []);
});
