import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { codeSigner, makeCertificatePaper, type PaperWorkshop } from '@fengcun/application';
import { newDevelopmentIdentity, parseFont, softwareSigner } from '@fengcun/documents';
import { civil, present } from '@fengcun/kernel';
import { memoryKeyStore } from '@fengcun/vault';
import { inventedPerson } from '../../../packages/application/src/certificate/testing/invented-people.ts';

const PAPERS = 100;
const THREADS = 2;
const FIRSTS = 5;

const openWorkshop = async (): Promise<PaperWorkshop> => {
  const font = parseFont(readFileSync(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
  const random = (length: number): Uint8Array => randomBytes(length);
  const { name, privateKeyPem, certificate, root } = newDevelopmentIdentity('虚构公安局', { random, now: Date.UTC(2026, 0, 1) });
  const signer = softwareSigner({ name, privateKeyPem, certificates: [certificate, root] });
  return {
    font: present(font.ok ? font.value : undefined, 'a font'), signer: present(signer.ok ? signer.value : undefined, 'a signer'),
    codes: await codeSigner({ keyStore: memoryKeyStore(random), random }),
  };
};

const makeOne = async (workshop: PaperWorkshop, at: number): Promise<number> => {
  const { name, number } = inventedPerson(at);
  const made = await makeCertificatePaper(workshop, `0199f0a0-1111-7abc-8def-${createHash('sha256').update(String(at)).digest('hex').slice(0, 12)}`, {
    status: 'decided', requestHash: 'none',
    application: {
      applicant: { kind: 'self' }, materials: [],
      person: { name, nationality: 'CHN', document: { type: 'residentIdentityCard', number, checked: true }, otherDocuments: [] },
    },
    paper: { outcome: 'certificate', organ: 'police/B02', organWord: '虚公（零二）', organName: '虚构公安局', sequence: at + 1, issuedOn: civil('2026-11-20') },
  });
  return present(made.ok ? made.value : undefined, 'a paper').bytes.length;
};

const inThread = (): Promise<void> => new Promise((resolve, reject) => {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { papers: PAPERS } });
  worker.once('message', () => resolve());
  worker.once('error', reject);
});

/** Papers with code and signature on two threads, and the first of a fresh process. */
export const benchPapers = async () => {
  const before = process.cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: THREADS }, inThread));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const firsts = Array.from({ length: FIRSTS }, () =>
    Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'first'], { encoding: 'utf8' }))).sort((a, b) => a - b);
  const one = (value: number): number => Math.round(value * 10) / 10;
  return [
    { paper: 'no-record-certificate, code and PAdES', threads: THREADS, perSecond: one((THREADS * PAPERS) / seconds), perCpuSecond: one((THREADS * PAPERS * 1e6) / (user + system)) },
    { firstPaper: 'fresh process, median of 5: font read, keys made, paper signed', ms: one(firsts[Math.floor(FIRSTS / 2)] ?? 0) },
  ] as const;
};

if (!isMainThread && workerData !== null) {
  const workshop = await openWorkshop();
  for (let at = 0; at < (workerData as Readonly<{ papers: number }>).papers; at += 1) await makeOne(workshop, at);
  parentPort?.postMessage('done');
} else if (import.meta.main && process.argv[2] === 'first') {
  const started = performance.now();
  await makeOne(await openWorkshop(), 0);
  process.stdout.write(String(performance.now() - started));
}
