import { join } from 'node:path';
import { jsonLineLog } from '../../server/request-log.js';
import { ServerMetrics } from '../../server/server-metrics.js';
import { startServer } from '../../server/start-server.js';
import { Citewell } from '../citewell.js';
import type { QuestionAnswerer } from '../citewell-api.js';
import { CitewellError } from '../errors.js';
import { ThreadedFeedback } from '../feedback/threaded-feedback.js';
import type { IndexFailure } from '../indexing/index-report.js';
import { packageRoot } from '../package-root.js';
import { ownRoots } from '../settings/indexing-roots.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { packageVersion } from '../version.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { openUploads, type UploadServices } from './open-uploads.js';
import { indexWithProgress } from './run-with-progress.js';
import { watchDocuments } from './watch-documents.js';

export interface ServeCommandOptions {
  /** False serves the index as it is, and watches nothing. */
  readonly index: boolean;
  readonly signal: AbortSignal;
}

/**
 * `citewell serve`: listens at once, so that a port in use shows before any work and `/livez` answers; indexes
 * what changed; then is ready. An index from before answers meanwhile.
 */
export async function serveCommand(
  settings: CitewellSettings,
  options: ServeCommandOptions,
): Promise<ExitCode> {
  try {
    await serveUntilAborted(settings, options);
  } catch (error) {
    // To be stopped is how a server ends, whatever it was doing.
    if (!(options.signal.aborted && error instanceof CitewellError && error.code === 'cancelled'))
      throw error;
  }
  return EXIT.ok;
}

async function serveUntilAborted(
  settings: CitewellSettings,
  { index, signal }: ServeCommandOptions,
): Promise<void> {
  const citewell = await Citewell.open(settings, { signal, verifiesLater: true });
  let ready = !index;
  const answerer: QuestionAnswerer = {
    ask: (question, options) => citewell.ask(question, options),
    askStream: (question, options) => citewell.askStream(question, options),
    search: (query, options) => citewell.search(query, options),
    listDocuments: (page) => citewell.listDocuments(page),
    getDocument: (id) => citewell.getDocument(id),
    status: async () => {
      const status = await citewell.status();
      return { ...status, ready: status.ready && ready };
    },
  };
  let documents: UploadServices | undefined;
  const feedback = new ThreadedFeedback(settings.dataDir);
  try {
    documents = settings.adminToken === undefined ? undefined : await openUploads(citewell, settings);
    const server = await startServer({
      answerer,
      version: packageVersion,
      webFolder: join(packageRoot, 'dist', 'web'),
      allowOrigins: settings.allowOrigins,
      starters: settings.starters,
      askToken: settings.askToken,
      adminToken: settings.adminToken,
      limits: { queueLimit: settings.queueLimit },
      rateLimit: settings.rateLimit,
      trustedProxies: settings.trustedProxies,
      documents,
      uploadLimits: { bytes: settings.uploadLimit * 2 ** 20 },
      logQuestions: settings.logQuestions,
      metrics: new ServerMetrics(),
      feedback: { store: feedback, keepQuestions: settings.keepQuestions, onFailure: reportUncounted },
      host: settings.host,
      port: settings.port,
      // A person at a terminal wants the address to stay in sight; a service wants a line a request.
      ...(!process.stderr.isTTY && { log: jsonLineLog() }),
    });
    try {
      const failures = index ? await indexAtStart(citewell, settings, signal) : [];
      ready = true;
      process.stderr.write(`Citewell answers at ${server.url} (Ctrl-C stops it)\n`);
      if (index && settings.watch !== 'off') {
        await watchDocuments(settings, { paths: [], signal, citewell, failures });
      } else await aborted(signal);
    } finally {
      await server.close();
    }
  } finally {
    await documents?.jobs.close();
    await feedback.close();
    await citewell.close();
  }
}

/** Why an index cannot be brought up to date, though the one from before is whole. */
const ANSWERS_MEANWHILE: ReadonlySet<string> = new Set([
  'knowledge_missing',
  'knowledge_empty',
  'index_locked',
]);

/**
 * An index from before goes on answering when the documents are out of reach, or while another process indexes
 * them; without one there is no point, unless documents can still be uploaded.
 */
async function indexAtStart(
  citewell: Citewell,
  settings: CitewellSettings,
  signal: AbortSignal,
): Promise<readonly IndexFailure[]> {
  try {
    return (await indexWithProgress(settings, [], { signal, citewell })).failures;
  } catch (error) {
    if (!(error instanceof CitewellError) || !ANSWERS_MEANWHILE.has(error.code)) throw error;
    const own = ownRoots(settings);
    if (own.length > 0 && error.code !== 'index_locked') {
      await indexWithProgress(settings, own, { signal, citewell });
    }
    const { generation } = await citewell.status();
    // Who holds the lock is making an index: of several servers that start together, one does.
    const isAwaited =
      error.code === 'index_locked' || (settings.watch !== 'off' && error.code === 'knowledge_empty');
    if (generation === 0 && settings.adminToken === undefined && !isAwaited) throw error;
    const served =
      generation > 0 ? 'The index from before is served.' : 'What is added will be answered from.';
    process.stderr.write(`${error.message}\n${served}\n`);
    return [];
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A question that could not be counted is lost; its answer was given. */
function reportUncounted(error: unknown): void {
  if (!(error instanceof CitewellError)) throw error;
  process.stderr.write(`A question that was not answered could not be counted: ${error.message}\n`);
}
