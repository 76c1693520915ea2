#!/usr/bin/env node
import { CommanderError } from 'commander';
import { CitewellError } from '../errors.js';
import { addAskingCommands } from './asking-commands.js';
import { CommandLine } from './command-line.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { listenForInterruption } from './interruption.js';
import { addOwnerCommands } from './owner-commands.js';

const interruption = listenForInterruption();
const line = new CommandLine(interruption.signal);
addAskingCommands(line);
addOwnerCommands(line);

try {
  await line.program.parseAsync();
  process.exitCode = line.exitCode;
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (interruption.outputClosed()) return EXIT.ok;
  if (interruption.signal.aborted) {
    if (error instanceof CitewellError) process.stderr.write('Interrupted; what was finished is kept.\n');
    return EXIT.interrupted;
  }
  if (error instanceof CitewellError) {
    process.stderr.write(`${error.message}\n`);
    return exitCodeOf(error.code);
  }
  throw error;
}
