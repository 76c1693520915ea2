import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CommandLine, JSON_OPTION } from './command-line.js';
import { RATINGS, type RatingChoice } from './rating-choice.js';
import { settingsOf } from './settings-options.js';

interface WithJson {
  readonly json?: boolean;
}

/**
 * Commands of whoever owns the documents: what the index holds, what people thought of answers, backup and repair. Each
 * is loaded when it is given.
 */
export function addOwnerCommands(line: CommandLine): void {
  addDocumentsCommands(line);
  addSitesCommands(line);
  addFeedbackCommands(line);
  addBackupCommands(line);
  line
    .command('doctor', 'check the settings, the models and the index')
    .option(...JSON_OPTION)
    .option('--repair', 'mend a damaged index first')
    .action(
      line.running(
        async ({ json = false, repair = false }: WithJson & { repair?: boolean }, self: Command) => {
          const { doctorCommand } = await import('./doctor-command.js');
          return doctorCommand(settingsOf(self), { json, repair });
        },
      ),
    );
}

function addDocumentsCommands(line: CommandLine): void {
  const documents = line.group('documents', 'list, show and remove what the index knows');
  line
    .command('list', 'a line a document', documents)
    .option(...JSON_OPTION)
    .option('--verbose', 'say what is wrong with documents, and why files are not in the index')
    .action(
      line.running(
        async ({ json = false, verbose = false }: WithJson & { verbose?: boolean }, self: Command) => {
          const { listDocumentsCommand } = await import('./documents-command.js');
          return listDocumentsCommand(settingsOf(self).settings, { json, verbose });
        },
      ),
    );
  line
    .command('show <id>', 'the text of a document', documents)
    .option(...JSON_OPTION)
    .action(
      line.running(async (id: string, { json = false }: WithJson, self: Command) => {
        const { showDocumentCommand } = await import('./documents-command.js');
        return showDocumentCommand(settingsOf(self).settings, id, json);
      }),
    );
  line.command('remove <ids...>', 'take documents out of the index', documents).action(
    line.running(async (ids: string[], _options: unknown, self: Command) => {
      const { removeDocumentsCommand } = await import('./documents-command.js');
      return removeDocumentsCommand(settingsOf(self).settings, ids);
    }),
  );
}

function addSitesCommands(line: CommandLine): void {
  const sites = line.group('sites', 'list and remove sites that were crawled');
  line
    .command('list', 'a line for each start of a crawl', sites)
    .option(...JSON_OPTION)
    .action(
      line.running(async ({ json = false }: WithJson, self: Command) => {
        const { listSitesCommand } = await import('./sites-command.js');
        return listSitesCommand(settingsOf(self).settings, json);
      }),
    );
  line.command('remove <start>', 'take the pages of a site out of the index', sites).action(
    line.running(async (start: string, _options: unknown, self: Command) => {
      const { removeSiteCommand } = await import('./sites-command.js');
      return removeSiteCommand(settingsOf(self).settings, start);
    }),
  );
}

function addFeedbackCommands(line: CommandLine): void {
  const feedback = line.group('feedback', 'what people thought of answers');
  line
    .command('export', 'a question set of rated answers, which eval reads', feedback)
    .addOption(new Option('--rating <which>', 'whose answers').choices([...RATINGS]).default('helpful'))
    .action(
      line.running(async ({ rating }: { rating: RatingChoice }, self: Command) => {
        const { exportFeedbackCommand } = await import('./feedback-command.js');
        return exportFeedbackCommand(settingsOf(self).settings, rating);
      }),
    );
  line
    .command('questions', 'what was asked and not answered, the most frequent first')
    .option(...JSON_OPTION)
    .option('--limit <number>', 'at most this many', wholeNumber, 50)
    .action(
      line.running(async ({ json = false, limit }: WithJson & { limit: number }, self: Command) => {
        const { questionsCommand } = await import('./feedback-command.js');
        return questionsCommand(settingsOf(self).settings, limit, json);
      }),
    );
}

function addBackupCommands(line: CommandLine): void {
  line
    .command('export <file>', 'write index, uploads and feedback into one file')
    .option(...JSON_OPTION)
    .option('--force', 'in the place of a file that is there')
    .action(
      line.running(async (file: string, options: WithJson & { force?: boolean }, self: Command) => {
        const { json = false, force = false } = options;
        const { exportCommand } = await import('./backup-commands.js');
        return exportCommand(settingsOf(self).settings, file, { json, force });
      }),
    );
  line
    .command('import <file>', 'put back what export wrote')
    .option(...JSON_OPTION)
    .option('--force', 'in the place of the index, the uploads and the feedback that are there')
    .action(
      line.running(async (file: string, options: WithJson & { force?: boolean }, self: Command) => {
        const { json = false, force = false } = options;
        const { importCommand } = await import('./backup-commands.js');
        return importCommand(settingsOf(self).settings, file, { json, force, signal: line.signal });
      }),
    );
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(value);
}
