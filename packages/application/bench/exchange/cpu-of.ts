import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of a second, as Linux has them everywhere. */
const TICKS = 100;

type Stat = Readonly<{ pid: number; parent: number; name: string; own: number; children: number }>;

const statOf = (pid: string): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    const at = (field: number): number => fields[field - 3] ?? 0;
    return { pid: Number(pid), parent: at(4), name, own: at(14) + at(15), children: at(16) + at(17) };
  } catch {
    return undefined;
  }
};

const all = (): readonly Stat[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => statOf(pid) ?? []);

/** CPU-seconds that a process and its children, also those that have ended, have used so far; Linux only. */
export const cpuSeconds = (pid: number): number => {
  const stats = all();
  const under = (parent: number): number => stats.filter((stat) => stat.parent === parent).reduce((sum, stat) => sum + stat.own + under(stat.pid), 0);
  const own = stats.find((stat) => stat.pid === pid);
  return own === undefined ? 0 : (own.own + own.children + under(pid)) / TICKS;
};

/** The process of a database server that this process has started. */
export const postgresOf = (pid: number): number | undefined => {
  const stats = all();
  const isUnder = (stat: Stat | undefined): boolean =>
    stat !== undefined && (stat.pid === pid || isUnder(stats.find(({ pid: one }) => one === stat.parent)));
  const servers = stats.filter((stat) => stat.name.startsWith('postgres') && isUnder(stat));
  return servers.find((stat) => !servers.some((other) => other.pid === stat.parent))?.pid;
};
