import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import pg from 'pg';
import { bypassContract } from '../testing/bypass-contract.ts';
import { benchOf } from '../testing/contract/bench.ts';
import { describeSchema } from '../testing/describe-schema.ts';
import { NOW } from '../testing/invented.ts';
import { startServer, type TestServer } from '../testing/postgres-server.ts';
import { sealedExample } from '../testing/sealed-example.ts';
import { openDatabase } from './open-database.ts';
import { ROLE_NAMES, type Role } from './roles.ts';
import { connectServer } from './server.ts';

/** Separate logins, as a deployment has them: each may take on its own role and no other. */
let server: TestServer | undefined;
const at = () => present(server, 'the server');
const PASSWORD = 'only-for-this-test-too';
const loginOf = (role: Role): string => `${ROLE_NAMES[role]}_login_${process.pid}`;
const urlOf = (role: Role): string => at().urlFor(loginOf(role), PASSWORD);

const administer = async (statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: at().url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

const attempt = async (statements: readonly string[]): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: urlOf('writer') });
  await client.connect();
  try {
    await client.query('begin');
    let rows: readonly unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
};

const roles: readonly Role[] = ['writer', 'sealingService', 'sequencer', 'auditor'];
const separate = () => ({ writer: urlOf('writer'), sealingService: urlOf('sealingService'), sequencer: urlOf('sequencer'), auditor: urlOf('auditor') });

before(async () => {
  server = await startServer();
  await (await openDatabase({ kind: 'server', url: server.url, migrate: true, now: () => NOW })).close();
  await administer(roles.map((role) => `create role ${loginOf(role)} login password '${PASSWORD}' in role ${ROLE_NAMES[role]}`));
  const database = await openDatabase({ kind: 'server', url: separate(), now: () => NOW });
  assert.equal(database.facts.hasSeparateLogins, true);
  await sealedExample(benchOf(database, 'bypass'));
  await database.close();
});
after(async () => {
  await administer(roles.map((role) => `drop role if exists ${loginOf(role)}`)).finally(() => server?.stop());
});

bypassContract('server', () => attempt, () => administer);

for (const other of ['fengcun_sealing_service', 'fengcun_sequencer', 'fengcun_auditor', 'fengcun_owner', 'postgres']) {
  test(`server: the ordinary login cannot become ${other}`, async () => {
    await assert.rejects(attempt([`set role ${other}`]), /permission denied/);
    await assert.rejects(attempt([`set session authorization ${other}`]), /permission denied/);
  });
}

test('server: no service role can log in by itself, and the owner not at all', async () => {
  for (const role of ['fengcun_owner', ...Object.values(ROLE_NAMES)]) {
    const client = new pg.Client({ connectionString: at().urlFor(role, PASSWORD) });
    await assert.rejects(client.connect(), /password authentication failed|not permitted to log in/);
  }
});

test('server: the auditor reads ciphertext and never a wrapped key, the sequencer reads no record', async () => {
  const asRole = async (role: Role, statement: string): Promise<number> => {
    const client = new pg.Client({ connectionString: urlOf(role) });
    await client.connect();
    try {
      return (await client.query(statement)).rows.length;
    } finally {
      await client.end();
    }
  };
  assert.equal(await asRole('auditor', 'select entry_id from sealed.record'), 1);
  assert.equal(await asRole('auditor', 'select content, kek_id from sealed.event'), 0);
  await assert.rejects(asRole('auditor', 'select wrapped_key from sealed.event'), /permission denied/);
  await assert.rejects(asRole('auditor', 'select wrapped_key from keys.epoch'), /permission denied/);
  await assert.rejects(asRole('auditor', 'select wrapped_key from ledger.commitment_key'), /permission denied/);
  await assert.rejects(asRole('auditor', 'delete from ledger.audit_pending'), /permission denied/);
  await assert.rejects(asRole('sequencer', 'select * from open.record'), /permission denied/);
  await assert.rejects(asRole('sequencer', 'update ledger.audit_leaf set leaf_index = 0'), /permission denied/);
});

test('server: a role that was given too much is refused at the next migration', async () => {
  await administer(['alter role fengcun_writer bypassrls']);
  const config = { kind: 'server', url: at().url, migrate: true, now: () => NOW } as const;
  await assert.rejects(openDatabase(config), { code: 'ROLE_TOO_STRONG' });
  await administer(['alter role fengcun_writer nobypassrls', 'alter role fengcun_owner login']);
  await assert.rejects(openDatabase(config), { code: 'ROLE_TOO_STRONG' });
  await administer(['alter role fengcun_owner nologin']);
});

test('server: the schema is the one in the golden file', async () => {
  const connection = connectServer({ url: at().url, max: 1, log: [] });
  const description = await describeSchema(connection);
  await connection.destroy();
  assert.equal(description, readFileSync(new URL('../schema/schema.golden.txt', import.meta.url), 'utf8'));
});
