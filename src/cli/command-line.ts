import { Command } from 'commander';
import { packageVersion } from '../version.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { addSettingsOptions } from './settings-options.js';

/** The option of every command that prints what a program may read. */
export const JSON_OPTION = ['--json', 'JSON on standard output'] as const;

/** The program, and the exit code of the command that ran, of which commander knows nothing. */
export class CommandLine {
  readonly program = new Command('citewell')
    .description('Answers questions from your documents, and proves each answer with a verbatim quote.')
    .version(packageVersion)
    .showHelpAfterError('(citewell --help shows what there is)')
    .exitOverride();
  exitCode: ExitCode = EXIT.ok;

  /** @param signal aborts when the command is to end before its time */
  constructor(readonly signal: AbortSignal) {}

  /** A command with the options of all settings. */
  command(definition: string, description: string, parent: Command = this.program): Command {
    // A subcommand does not inherit the exit override.
    return addSettingsOptions(parent.command(definition).description(description).exitOverride());
  }

  /** A command that only holds others. */
  group(name: string, description: string): Command {
    return this.program.command(name).description(description).exitOverride();
  }

  /** The action of a command, whose result is the exit code. */
  running<Arguments extends unknown[]>(
    run: (...given: Arguments) => Promise<ExitCode>,
  ): (...given: Arguments) => Promise<void> {
    return async (...given) => {
      this.exitCode = await run(...given);
    };
  }
}
