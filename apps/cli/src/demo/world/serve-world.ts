import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExitCode } from '../../exit.ts';
import type { Terminal } from '../../terminal.ts';
import { readMadeWorld } from './make-world.ts';

/** Where the world of a demonstration is kept between two runs of one day, and which port it is served at. */
export type WorldPlace = Readonly<{ out: string; port: string | undefined }>;

const PORT = /:(\d+)/;

/** The one line a person needs: where to go, and how it ends. What the service says of itself is left out. */
const tellingAddress = (terminal: Terminal): Terminal => {
  let isTold = false;
  return {
    ...terminal, out: (text) => {
      const port = PORT.exec(text)?.[1];
      if (isTold || port === undefined) return;
      isTold = true;
      const [name, end] = terminal.language === 'zh' ? ['控制台', 'Ctrl-C 结束'] : ['console',
        'Ctrl-C ends it'];
      terminal.out(`\n  ${name}  http://localhost:${port}/  （${end}）\n`);
    },
    // What happens while it is served stands in the console; the terminal keeps its table.
    note: (text) => { if (!text.startsWith('{')) terminal.note(text); },
  };
};

/**
 * Serves the invented world until a signal. Made on another day it is made anew, since what is due changes
 * with the day; what somebody did in it is gone then.
 */
export const serveWorld = async (terminal: Terminal, { out, port }: WorldPlace): Promise<ExitCode> => {
  const place = join(out, 'world');
  const [data, key] = [join(place, 'data'), join(place, 'key')];
  const made = await readMadeWorld(data);
  if (made?.day !== terminal.today()) await rm(place, { recursive: true, force: true });
  const { serve } = await import('../../commands/serve.ts');
  const words = ['--demo', '--data', data, '--key-file', key, ...(port === undefined ? [] : ['--port',
    port])];
  return serve(words, tellingAddress(terminal));
};
