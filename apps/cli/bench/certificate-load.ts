import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** One load: where, how many connections, for how long; bodies are sent in turn, each under a key of its own. */
export type Load = Readonly<{ port: number; connections: number; milliseconds: number; head: string; bodies: readonly string[]; run: string }>;

/** What came of it: answers of status 200, others, and milliseconds from request to answer. */
export type LoadResult = Readonly<{ ok: number; other: number; p50: number; p99: number; times: Float64Array; which: Uint32Array; said: string }>;

const HEADER_END = '\r\n\r\n';
const LENGTH = /content-length: (\d+)/i;
const KEPT_MAX = 1_000_000;

const run = async (load: Load): Promise<LoadResult> => {
  let [ok, other, next, said] = [0, 0, 0, ''];
  const [times, which] = [new Float64Array(KEPT_MAX), new Uint32Array(KEPT_MAX)];
  const until = performance.now() + load.milliseconds;
  const sizes = load.bodies.map((body) => Buffer.byteLength(body));
  const drive = (socket: Socket): Promise<void> => new Promise((resolve, reject) => {
    let [seen, sentAt, body] = ['', 0, 0];
    const send = (): void => {
      body = next % load.bodies.length;
      next += 1;
      sentAt = performance.now();
      socket.write(`${load.head}Idempotency-Key: ${load.run}-${String(next).padStart(16, '0')}\r\nContent-Length: ${sizes[body]}\r\n\r\n${load.bodies[body]}`);
    };
    socket.setEncoding('utf8').setNoDelay(true);
    socket.on('data', (data: string) => {
      seen += data;
      const end = seen.indexOf(HEADER_END);
      if (end < 0) return;
      const length = Number(LENGTH.exec(seen.slice(0, end))?.[1] ?? 0);
      if (Buffer.byteLength(seen.slice(end + HEADER_END.length)) < length) return;
      const done = ok + other;
      if (done < KEPT_MAX) { times[done] = performance.now() - sentAt; which[done] = body; }
      if (seen.startsWith('HTTP/1.1 200')) ok += 1; else { other += 1; said ||= seen.slice(0, 1500); }
      seen = '';
      if (performance.now() < until) send(); else { socket.destroy(); resolve(); }
    });
    socket.on('error', reject);
    send();
  });
  await Promise.all(Array.from({ length: load.connections }, () => drive(connect(load.port, '127.0.0.1'))));
  const kept = times.slice(0, Math.min(ok + other, KEPT_MAX));
  const sorted = kept.toSorted();
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { ok, other, p50: at(0.5), p99: at(0.99), times: kept, which: which.slice(0, kept.length), said };
};

if (parentPort !== null) parentPort.postMessage(await run(workerData as Load));
