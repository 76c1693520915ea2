import { type Command, InvalidArgumentError } from 'commander';
import { CitewellError } from '../errors.js';
import { type CommandLine, JSON_OPTION } from './command-line.js';
import { addCrawlOptions, crawlOptionsOf } from './crawl-flags.js';
import { settingsOf } from './settings-options.js';

/**
 * Commands that make an index, answer from it, here or as a server, and judge the answers. Each is loaded when it is
 * given: together they take longer to load than most of them to run.
 */
export function addAskingCommands(line: CommandLine): void {
  const { signal } = line;

  addCrawlOptions(line.command('index [paths...]', 'index the documents, or sites, that have changed'))
    .option(...JSON_OPTION)
    .option('--verbose', 'say why files are left out, and what is wrong with documents')
    .action(
      line.running(async (paths: string[], options: { json?: boolean; verbose?: boolean }, self: Command) => {
        const { json = false, verbose = false } = options;
        const { indexCommand } = await import('./index-command.js');
        return indexCommand(settingsOf(self).settings, paths, {
          json,
          verbose,
          signal,
          crawl: crawlOptionsOf(self),
        });
      }),
    );

  line
    .command('serve', 'index what has changed, then answer over HTTP')
    .option('--no-index', 'serve the index as it is')
    .action(
      line.running(async ({ index }: { index: boolean }, self: Command) => {
        const { serveCommand } = await import('./serve-command.js');
        return serveCommand(settingsOf(self).settings, { index, signal });
      }),
    );

  line
    .command('mcp', 'serve the Model Context Protocol on standard input and output')
    .option('--no-index', 'serve the index as it is')
    .action(
      line.running(async ({ index }: { index: boolean }, self: Command) => {
        const { mcpCommand } = await import('./mcp-command.js');
        return mcpCommand(settingsOf(self).settings, { index, signal });
      }),
    );

  line
    .command('ask [question]', 'ask one question, or a file of them')
    .option(...JSON_OPTION)
    .option(
      '--batch <file>',
      'questions, one a line: plain text or {"_id"?, "text", "history"?}; - is standard input',
    )
    .action(
      line.running(
        async (question: string | undefined, options: { json?: boolean; batch?: string }, self: Command) => {
          const { json = false, batch } = options;
          const { settings } = settingsOf(self);
          const { askBatchCommand, askCommand } = await import('./ask-command.js');
          if (question !== undefined && batch === undefined) {
            return askCommand(settings, question, { json, signal });
          }
          if (question === undefined && batch !== undefined) {
            return askBatchCommand(settings, batch, { json, signal });
          }
          throw new CitewellError(
            'invalid_request',
            'Give a question or --batch FILE: citewell ask "How much …?"',
          );
        },
      ),
    );

  interface EvalOptions {
    readonly json?: boolean;
    readonly report?: string;
    readonly run?: string;
    readonly compare?: string;
    readonly threshold: string[];
    readonly evalDir?: string;
  }

  line
    .command('eval <dataset>', 'measure answers on a question set')
    .option(...JSON_OPTION)
    .option('--report <file>', 'write an HTML page')
    .option('--run <file>', 'write a TREC run')
    .option('--compare <file>', 'compare with an earlier --json report')
    .option('--threshold <name=value>', 'exit 5 if a measure is below (repeatable)', collect, [])
    .option('--eval-dir <folder>', "keep the set's index here for the next run")
    .action(
      line.running(async (dataset: string, { json = false, ...options }: EvalOptions, self: Command) => {
        const { evalCommand } = await import('./eval-command.js');
        return evalCommand(settingsOf(self).settings, dataset, { json, ...options, signal });
      }),
    );

  line
    .command('verify <file>', 'check every quote of saved answers against the documents')
    .option(...JSON_OPTION)
    .action(
      line.running(async (file: string, { json = false }: { json?: boolean }, self: Command) => {
        const { verifyCommand } = await import('./verify-command.js');
        return verifyCommand(settingsOf(self).settings, file, json);
      }),
    );
}

function collect(value: string, values: string[]): string[] {
  if (!value.includes('=')) throw new InvalidArgumentError('It has the form name=value.');
  return [...values, value];
}
