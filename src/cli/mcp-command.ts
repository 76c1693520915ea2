import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { AnswerArchive } from '../../server/answer-archive.js';
import { AnswerDesk } from '../../server/answer-desk.js';
import { Capacity } from '../../server/capacity.js';
import { DEFAULT_LIMITS } from '../../server/limits.js';
import { createMcpServer } from '../../server/mcp/create-mcp-server.js';
import { Citewell } from '../citewell.js';
import type { CitewellSettings } from '../settings/settings-schema.js';
import { packageVersion } from '../version.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { indexWithProgress } from './run-with-progress.js';

/** `citewell mcp`: the Model Context Protocol over standard input and output, until the input ends. */
export async function mcpCommand(
  settings: CitewellSettings,
  { index, signal }: { readonly index: boolean; readonly signal: AbortSignal },
): Promise<ExitCode> {
  const citewell = await Citewell.open(settings, { signal });
  try {
    if (index) await indexWithProgress(settings, [], { signal, citewell });
    const desk = new AnswerDesk({
      answerer: citewell,
      archive: new AnswerArchive(),
      capacity: new Capacity(settings.queueLimit),
      answerMilliseconds: DEFAULT_LIMITS.answerMilliseconds,
    });
    const connection = serveStdio(
      () => createMcpServer({ desk, answerer: citewell, version: packageVersion }),
      { onerror: (error) => process.stderr.write(`${error.message}\n`) },
    );
    await inputEnd(signal);
    await connection.close();
  } finally {
    await citewell.close();
  }
  return EXIT.ok;
}

function inputEnd(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
