import { cpus, loadavg, totalmem } from 'node:os';
import { cpuSeconds, postgresOf } from '../exchange/cpu-of.ts';

/** Records that went through a part of a bench, and what each took. */
export type Row = Readonly<{ part: string; records: number; recordsPerSecond: number; cpuMillisClient: number; cpuMillisDatabase: number }>;

/** The machine, and how busy others kept it. */
export const machine = () => ({
  node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30),
  loadOfOneMinute: Math.round((loadavg()[0] ?? 0) * 10) / 10,
});

/** Times work on so many records: by the clock, and by the processor time of this process and of the server it started. */
export const measured = async (part: string, records: number, work: () => Promise<number>): Promise<Row> => {
  const server = postgresOf(process.pid);
  const database = (): number => (server === undefined ? 0 : cpuSeconds(server));
  const [cpu, databaseBefore, startedAt] = [process.cpuUsage(), database(), performance.now()];
  const done = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  if (done !== records) throw new Error(`${part}: ${done} of ${records} records were done`);
  const used = process.cpuUsage(cpu);
  const each = (millis: number): number => Math.round((millis * 100) / records) / 100;
  return {
    part, records, recordsPerSecond: Math.round(records / seconds), cpuMillisClient: each((used.user + used.system) / 1000),
    cpuMillisDatabase: each((database() - databaseBefore) * 1000),
  };
};
