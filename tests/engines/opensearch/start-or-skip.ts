import { EngineUnavailable } from './prepare.js';

/**
 * Starts an engine for a file of tests.
 *
 * @returns no engine where it cannot be had here, and why, as a title of the skipped tests tells it
 */
export async function startOrSkip<Started>(
  start: () => Promise<Started>,
): Promise<{ engine: Started | undefined; reason: string }> {
  try {
    return { engine: await start(), reason: '' };
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    console.warn(`OpenSearch is not tested: ${error.message}. See tests/engines/README.md.`);
    return { engine: undefined, reason: ` (skipped: ${error.message})` };
  }
}
