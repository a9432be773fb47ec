import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { certificateService, checkMarks, openDeployment, pooledRandom, servicePorts } from '@fengcun/application';
import { createServer, DEFAULT_CONFIG, makeToken } from '@fengcun/server';
import { startFloor } from './certificate-floor.ts';

// A process of its own, so that the load does not share its loop: our service and the floor, each on a port.
const { url, dataDirectory } = JSON.parse(process.argv[2] ?? '{}') as Readonly<{ url: string; dataDirectory: string }>;
const random = pooledRandom((length) => randomBytes(length));
const unused = (): never => { throw new Error('a part that certificates do not reach for'); };

const deployment = await openDeployment({
  database: { kind: 'server', url, dataDirectory }, keys: { type: 'file', defaultFolder: `${dataDirectory}-keys` }, clock: Date.now, random,
});
await checkMarks(deployment, { account: 'bench', repairs: true });
const { token, tokenHash } = makeToken('bench-window', random(32));
const account = { id: 'bench-window', organ: 'police/B02', roles: ['clerk'], hasSecondFactor: false, tokenHash } as const;
const certificates = certificateService({
  deployment, now: Date.now, organs: {}, settings: { freeInYear: 100, foreignStayDaysMin: 180, deciding: 'atOnce', year: 'natural' },
});
const server = createServer({
  config: { ...DEFAULT_CONFIG, port: 0, accounts: [account] }, version: 'bench',
  ports: servicePorts({
    deployment, certificates, decideAll: () => [], ledger: unused, isLedgerKept: () => true,
    attachments: { deployment, busy: new Set(), get blobs() { return unused(); } },
  }),
  ambience: { now: () => Temporal.Now.instant(), random, log: () => undefined },
});
const { port } = await server.listen();
const floor = await startFloor(url);
process.stdout.write(`${JSON.stringify({ port, floor: floor.port, token })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'cpu') {
    const { user, system } = process.cpuUsage();
    const thread = process.threadCpuUsage();
    if (process.env['FENGCUN_BENCH_THREADS'] !== undefined) process.stderr.write(`${user} ${system} main ${thread.user} ${thread.system}\n`);
    process.stdout.write(`${JSON.stringify({ cpu: (user + system) / 1e6 })}\n`);
  } else break;
}
await server.stop();
await floor.stop();
await deployment.close();
process.exit(0);
