#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CitewellError } from '../errors.js';
import { packageVersion } from '../version.js';
import { askBatchCommand, askCommand } from './ask-command.js';
import { exportCommand, importCommand } from './backup-commands.js';
import { addCrawlOptions, crawlOptionsOf } from './crawl-flags.js';
import { doctorCommand } from './doctor-command.js';
import { listDocumentsCommand, removeDocumentsCommand, showDocumentCommand } from './documents-command.js';
import { evalCommand } from './eval-command.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { exportFeedbackCommand, questionsCommand, RATINGS, type RatingChoice } from './feedback-command.js';
import { indexCommand } from './index-command.js';
import { mcpCommand } from './mcp-command.js';
import { serveCommand } from './serve-command.js';
import { addSettingsOptions, settingsOf } from './settings-options.js';
import { listSitesCommand, removeSiteCommand } from './sites-command.js';
import { verifyCommand } from './verify-command.js';

const interruption = new AbortController();
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
const { signal } = interruption;

/** The first signal asks for an orderly end; the second, of whichever kind, is of someone who will not wait. */
function stop(received: NodeJS.Signals): void {
  if (!signal.aborted) {
    interruption.abort();
    return;
  }
  process.off('SIGINT', stop).off('SIGTERM', stop);
  process.kill(process.pid, received);
  // The first process of a container is not ended by a signal.
  process.exit(EXIT.interrupted);
}

/** The reader of the pipe, `head` for one, has enough: no failure, and nothing is left to do. */
let outputClosed = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  outputClosed = true;
  interruption.abort();
});

/** Set by the command that runs; commander knows nothing of it. */
let exitCode: ExitCode = EXIT.ok;

const program = new Command('citewell')
  .description('Answers questions from your documents, and proves each answer with a verbatim quote.')
  .version(packageVersion)
  .showHelpAfterError('(citewell --help shows what there is)')
  .exitOverride();

function command(definition: string, description: string, parent = program): Command {
  // A subcommand does not inherit the exit override.
  return addSettingsOptions(parent.command(definition).description(description).exitOverride());
}

const json = ['--json', 'JSON on standard output'] as const;

addCrawlOptions(command('index [paths...]', 'index the documents, or sites, that have changed'))
  .option(...json)
  .option('--verbose', 'say why files are left out, and what is wrong with documents')
  .action(async (paths: string[], options: { json?: boolean; verbose?: boolean }, self: Command) => {
    const { json: asJson = false, verbose = false } = options;
    const indexOptions = { json: asJson, verbose, signal, crawl: crawlOptionsOf(self) };
    exitCode = await indexCommand(settingsOf(self).settings, paths, indexOptions);
  });

command('serve', 'index what has changed, then answer over HTTP')
  .option('--no-index', 'serve the index as it is')
  .action(async (options: { index: boolean }, self: Command) => {
    exitCode = await serveCommand(settingsOf(self).settings, { index: options.index, signal });
  });

command('mcp', 'serve the Model Context Protocol on standard input and output')
  .option('--no-index', 'serve the index as it is')
  .action(async (options: { index: boolean }, self: Command) => {
    exitCode = await mcpCommand(settingsOf(self).settings, { index: options.index, signal });
  });

command('ask [question]', 'ask one question, or a file of them')
  .option(...json)
  .option(
    '--batch <file>',
    'questions, one a line: plain text or {"_id"?, "text", "history"?}; - is standard input',
  )
  .action(
    async (question: string | undefined, options: { json?: boolean; batch?: string }, self: Command) => {
      const { settings } = settingsOf(self);
      const askOptions = { json: options.json ?? false, signal };
      if ((question === undefined) === (options.batch === undefined)) {
        throw new CitewellError(
          'invalid_request',
          'Give a question or --batch FILE: citewell ask "How much …?"',
        );
      }
      exitCode =
        options.batch !== undefined
          ? await askBatchCommand(settings, options.batch, askOptions)
          : await askCommand(settings, question ?? '', askOptions);
    },
  );

command('eval <dataset>', 'measure answers on a question set')
  .option(...json)
  .option('--report <file>', 'write an HTML page')
  .option('--run <file>', 'write a TREC run')
  .option('--compare <file>', 'compare with an earlier --json report')
  .option('--threshold <name=value>', 'exit 5 if a measure is below (repeatable)', collect, [])
  .option('--eval-dir <folder>', "keep the set's index here for the next run")
  .action(
    async (
      dataset: string,
      {
        json: asJson = false,
        ...options
      }: {
        json?: boolean;
        report?: string;
        run?: string;
        compare?: string;
        threshold: string[];
        evalDir?: string;
      },
      self: Command,
    ) => {
      exitCode = await evalCommand(settingsOf(self).settings, dataset, { json: asJson, ...options, signal });
    },
  );

command('verify <file>', 'check every quote of saved answers against the documents')
  .option(...json)
  .action(async (file: string, options: { json?: boolean }, self: Command) => {
    exitCode = await verifyCommand(settingsOf(self).settings, file, options.json ?? false);
  });

const documents = program
  .command('documents')
  .description('list, show and remove what the index knows')
  .exitOverride();
command('list', 'a line a document', documents)
  .option(...json)
  .option('--verbose', 'say what is wrong with documents, and why files are not in the index')
  .action(async (options: { json?: boolean; verbose?: boolean }, self: Command) => {
    exitCode = await listDocumentsCommand(settingsOf(self).settings, {
      json: options.json ?? false,
      verbose: options.verbose ?? false,
    });
  });
command('show <id>', 'the text of a document', documents)
  .option(...json)
  .action(async (id: string, options: { json?: boolean }, self: Command) => {
    exitCode = await showDocumentCommand(settingsOf(self).settings, id, options.json ?? false);
  });

command('remove <ids...>', 'take documents out of the index', documents).action(
  async (ids: string[], _options: unknown, self: Command) => {
    exitCode = await removeDocumentsCommand(settingsOf(self).settings, ids);
  },
);

const sites = program.command('sites').description('list and remove sites that were crawled').exitOverride();
command('list', 'a line for each start of a crawl', sites)
  .option(...json)
  .action(async (options: { json?: boolean }, self: Command) => {
    exitCode = await listSitesCommand(settingsOf(self).settings, options.json ?? false);
  });
command('remove <start>', 'take the pages of a site out of the index', sites).action(
  async (start: string, _options: unknown, self: Command) => {
    exitCode = await removeSiteCommand(settingsOf(self).settings, start);
  },
);

const feedback = program.command('feedback').description('what people thought of answers').exitOverride();
command('export', 'a question set of rated answers, which eval reads', feedback)
  .addOption(new Option('--rating <which>', 'whose answers').choices([...RATINGS]).default('helpful'))
  .action(async (options: { rating: RatingChoice }, self: Command) => {
    exitCode = await exportFeedbackCommand(settingsOf(self).settings, options.rating);
  });

command('questions', 'what was asked and not answered, the most frequent first')
  .option(...json)
  .option('--limit <number>', 'at most this many', wholeNumber, 50)
  .action(async (options: { json?: boolean; limit: number }, self: Command) => {
    exitCode = await questionsCommand(settingsOf(self).settings, options.limit, options.json ?? false);
  });

command('export <file>', 'write index, uploads and feedback into one file')
  .option(...json)
  .action(async (file: string, options: { json?: boolean }, self: Command) => {
    exitCode = await exportCommand(settingsOf(self).settings, file, options.json ?? false);
  });

command('import <file>', 'put back what export wrote')
  .option(...json)
  .option('--force', 'in the place of the index, the uploads and the feedback that are there')
  .action(async (file: string, options: { json?: boolean; force?: boolean }, self: Command) => {
    const { json: asJson = false, force = false } = options;
    exitCode = await importCommand(settingsOf(self).settings, file, { json: asJson, force, signal });
  });

command('doctor', 'check the settings, the models and the index')
  .option(...json)
  .option('--repair', 'mend a damaged index first')
  .action(async (options: { json?: boolean; repair?: boolean }, self: Command) => {
    const { json: asJson = false, repair = false } = options;
    exitCode = await doctorCommand(settingsOf(self), { json: asJson, repair });
  });

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(value);
}

function collect(value: string, values: string[]): string[] {
  if (!value.includes('=')) throw new InvalidArgumentError('It has the form name=value.');
  return [...values, value];
}

try {
  await program.parseAsync();
} catch (error) {
  exitCode = report(error);
}
process.exitCode = exitCode;

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (outputClosed) return EXIT.ok;
  if (signal.aborted) {
    if (error instanceof CitewellError) process.stderr.write('Interrupted; what was finished is kept.\n');
    return EXIT.interrupted;
  }
  if (error instanceof CitewellError) {
    process.stderr.write(`${error.message}\n`);
    return exitCodeOf(error.code);
  }
  throw error;
}
