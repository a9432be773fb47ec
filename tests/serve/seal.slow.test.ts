import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openDeployment } from '@fengcun/application';
import { entryOf } from '../../packages/application/src/exchange/testing/invented-organ.ts';
import { importAll } from '../../packages/application/src/intake/testing/import-fixture.ts';
import { conviction, COURT, POLICE, PROCURATORATE } from '../../packages/application/src/seals/testing/invented-platform.ts';
import { command, startService } from './running-service.ts';

const HOLDERS = resolve(import.meta.dirname, '../../packages/application/bench/seal/stub-holders.ts');
const ORGANS = [COURT, POLICE, PROCURATORATE];

const freePort = (): Promise<number> => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

test('serve: what must be sealed is ordered by itself, sent signed to every holder, and sealed when all have answered', { timeout: 300_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-seal-'));
  const [data, key, config] = [join(folder, 'data'), join(folder, 'invented.key'), join(folder, 'serve.json')];
  const place = ['--data', data, '--key-file', key];
  const deployment = await openDeployment({
    database: { kind: 'embedded', dataDirectory: data }, keys: { type: 'file', path: key, defaultFolder: folder }, clock: () => Date.now(), random: (length) => randomBytes(length),
  });
  await importAll(deployment, [conviction(1), conviction(2)]);
  await deployment.close();

  const [port, holdersPort] = [await freePort(), await freePort()];
  const holders = spawn(process.execPath, [HOLDERS, JSON.stringify({ port: holdersPort, platform: 'platform/1', platformUrl: `http://127.0.0.1:${port}`, parcelMessages: 50 })], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => {
    holders.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  let acknowledged = 0;
  const all = Promise.withResolvers<void>();
  createInterface({ input: holders.stdout }).on('line', (line) => {
    if (line.startsWith('acknowledged ')) acknowledged += Number(line.slice('acknowledged '.length));
    if (acknowledged >= 6) all.resolve();
  });
  await once(holders.stdout, 'data');
  const organs = ORGANS.map((organ) => ({ ...entryOf(organ, `http://127.0.0.1:${holdersPort}`), district: 'A' }));
  // The stub signs receipts for the platform under this address; orders are signed with the key in the key store.
  writeFileSync(config, JSON.stringify({ exchange: { organ: 'platform/1', organs, names: { [POLICE]: '虚构市公安局松江口分局' } } }));
  const misnamed = join(folder, 'misnamed.json');
  writeFileSync(misnamed, JSON.stringify({ exchange: { organs, names: { police: '虚构市公安局' } } }));
  const refused = await command('seal', 'list', ...place, '--config', misnamed);
  assert.ok(refused.code === 2 && refused.said.includes('names: an organ is "<type>/<code>"') && !refused.said.includes('虚构市'), refused.said);

  const service = await startService(...place, '--config', config, '--port', String(port));
  t.after(() => service.kill());
  await Promise.race([all.promise, once(holders, 'exit').then(() => { throw new Error('the holders ended'); })]);
  const ended = await service.end('SIGTERM');
  assert.equal(ended.code, 0, ended.said);
  assert.match(ended.said, /"jobs":\{"event":"determined","ordered":2/);

  const listed = await command('seal', 'list', '--json', ...place, '--config', config);
  const seals = listed.out.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(seals.map(({ status, acknowledged: n, holders: m, missing }) => [status, n, m, missing]), [['sealed', 3, 3, []], ['sealed', 3, 3, []]]);
  const [first] = seals;
  const timeline = async (viewer: string): Promise<readonly string[]> => {
    const told = await command('seal', 'timeline', first.caseCode, '--as', viewer, '--json', ...place, '--config', config);
    return told.out.trim() === '' ? [] : told.out.trim().split('\n').map((line) => JSON.parse(line).step);
  };
  assert.deepEqual(await timeline('determiningOrgan'), ['SealOrdered', 'Acknowledged', 'Acknowledged', 'Acknowledged']);
  assert.deepEqual(await timeline(`holder:${POLICE}`), ['SealOrdered', 'Acknowledged'], 'a holder is not told who else keeps copies');
  assert.deepEqual(await timeline('outsider'), []);
  assert.deepEqual(await timeline(`person:${first.recordId}`), ['SealOrdered', 'Acknowledged', 'Acknowledged', 'Acknowledged']);
  assert.deepEqual(await timeline(`organ:${POLICE}`), await timeline(`holder:${POLICE}`), 'an organ sees what it has to do with');
  assert.deepEqual(await timeline('organ:police/999999'), []);
  assert.equal((await command('seal', 'overdue', ...place, '--config', config)).code, 0);
  assert.match((await command('seal', 'show', first.recordId, ...place, '--config', config)).out, /sealed 3\/3/);
  const papers = async (out: string) => {
    const answer = await command('seal', 'notices', first.recordId, '--out', join(folder, out), '--as', 'clerk', ...place, '--config', config);
    assert.equal(answer.code, 0, `an ordinary conviction leaves nothing to be made by hand: ${answer.out}`);
    const names = readdirSync(join(folder, out)).sort();
    return names.map((name) => ({ name, mode: statSync(join(folder, out, name)).mode & 0o777, bytes: readFileSync(join(folder, out, name), 'base64') }));
  };
  const made = await papers('papers');
  assert.deepEqual(made.map(({ name, mode }) => [name.startsWith(first.orderNumber), mode]), Array.from({ length: 5 }, () => [true, 0o600]));
  assert.deepEqual(await papers('papers-again'), made, 'two processes, one key in the key file, the same bytes');
  for (const words of [['ledger', 'verify', '--data', data], ['fsck', '--data', data]]) {
    const checked = await command(...words);
    assert.equal(checked.code, 0, checked.out + checked.said);
  }
});
