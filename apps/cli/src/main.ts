import { EXIT, type ExitCode, UnusableInput } from './exit.ts';
import { COMMANDS, helpText } from './commands.ts';
import { processTerminal } from './terminal.ts';

// The shell of the program: dispatch, exit codes, one clear line for what went wrong. Nothing else.

const [name = 'help', ...rest] = process.argv.slice(2);
const terminal = processTerminal();

const versionTooOld = (): boolean => Number(process.versions.node.split('.')[0]) < 26;

const dispatch = async (): Promise<ExitCode> => {
  if (versionTooOld()) {
    throw new UnusableInput(`Node ${process.versions.node} is too old; start the program with ./fengcun`);
  }
  if (['help', '--help', '-h'].includes(name)) {
    terminal.out(helpText(terminal.language, rest[0]));
    return EXIT.done;
  }
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new UnusableInput(`no command «${name}»; ./fengcun help lists the commands`);
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(helpText(terminal.language, name));
    return EXIT.done;
  }
  return await (await command.load())(rest, terminal);
};

// A closed pipe (`| head`) ends the output, not with a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

try {
  process.exitCode = await dispatch();
} catch (error) {
  if (error instanceof UnusableInput) {
    terminal.note(`fengcun ${name}: ${error.message}\n`);
    process.exitCode = EXIT.unusable;
  } else {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.note(`fengcun ${name}: ${trace}\n`);
    process.exitCode = EXIT.fault;
  }
}
