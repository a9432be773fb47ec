import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '@fengcun/kernel';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { postgresSession } from './postgres-session.ts';
import { copiesContract, COPY_KEY } from './testing/copies-contract.ts';
import { viewCopies } from './view-copies.ts';
import { quoteNames, type ViewNames } from './view-names.ts';

const NAMES: ViewNames = {
  view: 'archive.copies_out', viewColumns: { ref: 'dossier_no', reference: 'case_no', content: 'body', isSealed: 'hidden' },
  marks: 'archive.seal_marks', markColumns: { ref: 'dossier_no', recordId: 'record', sequence: 'seq', target: 'target', markedAt: 'at' },
};

/** An organ's database as its own people built it; the view hides what is marked. */
const LEGACY = `
  create schema archive;
  create table archive.dossier (no text primary key, case_no text not null, body text not null);
  create table archive.seal_marks (dossier_no text primary key, record text not null, seq integer not null, target text not null, at timestamptz not null);
  create view archive.copies_out as
    select d.no as dossier_no, d.case_no, d.body, coalesce(m.target = 'sealed', false) as hidden
    from archive.dossier d left join archive.seal_marks m on m.dossier_no = d.no`;

copiesContract('a database view', async () => {
  const server = await startServer();
  const session = postgresSession(server.url);
  for (const statement of LEGACY.split(';')) await session.run(statement, []);
  const names = quoteNames(NAMES);
  assert.ok(names.ok);
  return {
    copies: viewCopies({ session, names: names.value, key: COPY_KEY, clock: () => Date.parse('2026-11-21T08:00:00Z') }),
    add: async (ref, { reference, content }) => { await session.run('insert into archive.dossier values ($1, $2, $3)', [ref, reference, content]); },
    isSealed: async (ref) => (await session.run('select hidden from archive.copies_out where dossier_no = $1', [ref]))[0]?.['hidden'] === true,
    works: async () => undefined,
    close: async () => {
      await session.close();
      await server.stop();
    },
  };
});

test('a view that does not obey the mark yet: not yet, and a view that fails: not reached', async () => {
  const names = quoteNames(NAMES);
  const deaf = viewCopies({
    session: { run: async (statement) => (statement.startsWith('insert') ? [{ done: 1 }] : [{ content: 'x', is_sealed: false, ref: 'a' }]) },
    names: present(names.ok ? names.value : undefined, 'names'), key: COPY_KEY, clock: () => 0,
  });
  const order = { recordId: 'r', sequence: 1, references: [] };
  assert.deepEqual(await deaf.seal('a', order), { ok: false, error: { code: 'NOT_YET' } });
  const broken = viewCopies({
    session: { run: async () => { throw new Error('Failing row contains an invented name'); } },
    names: present(names.ok ? names.value : undefined, 'names'), key: COPY_KEY, clock: () => 0,
  });
  assert.deepEqual(await broken.find(order), { ok: false, error: { code: 'SYSTEM_UNREACHABLE' } });
});

for (const name of ['copies; drop table x', 'Copies', 'a.b.c', 'a"b', '', '1a', 'x'.repeat(64), 'a b', 'a--b']) {
  test(`a name like ${JSON.stringify(name.slice(0, 20))} is a mistake, in every place`, () => {
    const everywhere: readonly ViewNames[] = [
      { ...NAMES, view: name }, { ...NAMES, marks: name },
      ...Object.keys(NAMES.viewColumns).map((column) => ({ ...NAMES, viewColumns: { ...NAMES.viewColumns, [column]: name } })),
      ...Object.keys(NAMES.markColumns).map((column) => ({ ...NAMES, markColumns: { ...NAMES.markColumns, [column]: name } })),
    ];
    for (const names of everywhere) {
      const quoted = quoteNames(names);
      assert.equal(quoted.ok, false);
      assert.equal(quoted.ok ? 0 : quoted.error.length, 1);
    }
  });
}
