import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** What one load is: where, how many connections, for how long, and which bytes are sent again and again. */
export type Load = Readonly<{
  port: number; connections: number; milliseconds: number; head: string; body: string | undefined;
  /** Ten digits in the body that are counted up, so that every request brings something new. */
  counter: string; from: number;
}>;

/** What came of it: answers of status 200, others, and nanoseconds from request to answer at 50 and 99 of 100. */
export type LoadResult = Readonly<{ ok: number; other: number; p50: number; p99: number; next: number }>;

const HEADER_END = '\r\n\r\n';
const LENGTH = /content-length: (\d+)/i;

/** Bytes of the first whole answer in `text`, or zero while it is not whole. */
const answerLength = (text: string): number => {
  const end = text.indexOf(HEADER_END);
  if (end < 0) return 0;
  const whole = end + HEADER_END.length + Number(LENGTH.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length >= whole ? whole : 0;
};

const run = async (load: Load): Promise<LoadResult> => {
  let [ok, other, next] = [0, 0, load.from];
  const times: number[] = [];
  const until = performance.now() + load.milliseconds;
  const request = (): string => {
    if (load.body === undefined) return load.head + '\r\n';
    const body = load.counter === '' ? load.body
      : load.body.replaceAll(load.counter, () => String(next++).padStart(load.counter.length, '0'));
    return `${load.head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  const drive = (socket: Socket): Promise<void> => new Promise((resolve, reject) => {
    let [seen, sentAt] = ['', 0];
    const send = (): void => { sentAt = performance.now(); socket.write(request()); };
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', (data: string) => {
      seen += data;
      const length = answerLength(seen);
      if (length === 0) return;
      times.push(performance.now() - sentAt);
      if (seen.startsWith('HTTP/1.1 200')) ok += 1; else other += 1;
      seen = seen.slice(length);
      if (performance.now() < until) send(); else { socket.destroy(); resolve(); }
    });
    socket.on('error', reject);
    send();
  });
  const sockets = Array.from({ length: load.connections }, () => connect(load.port, '127.0.0.1'));
  await Promise.all(sockets.map(drive));
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { ok, other, next, p50: at(0.5), p99: at(0.99) };
};

if (parentPort !== null) parentPort.postMessage(await run(workerData as Load));
