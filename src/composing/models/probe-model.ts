import { CitewellError } from '../../errors.js';
import { boundSignal } from './bounded-signal.js';
import { failureOf } from './model-failure.js';
import type { TextModel } from './text-model.js';
import { untilAborted } from './until-aborted.js';

const LIMIT = 10_000;

/**
 * Asks the model for a word. Nothing of what the provider says is passed on: it may quote the key.
 *
 * @returns a line for a person
 * @throws CitewellError `not_ready` where it cannot be reached, `invalid_settings` where it refuses
 */
export async function probeModel(model: TextModel, address: string): Promise<string> {
  const started = performance.now();
  const where = address === '' ? '' : ` at ${address}`;
  const { signal, end } = boundSignal(new AbortController().signal, LIMIT);
  try {
    const prompt = { system: 'You are asked whether you work.', user: 'Reply with the word: yes' };
    for await (const _piece of untilAborted(model.write(prompt, { signal }), signal)) break;
    if (!signal.aborted) {
      return `${model.name}${where} answers (${Math.round(performance.now() - started)} ms to its first word)`;
    }
    throw new CitewellError('not_ready', `${model.name}${where} did not answer within ${LIMIT / 1000} s.`);
  } catch (cause) {
    throw cause instanceof CitewellError ? cause : unusable(`${model.name}${where}`, cause);
  } finally {
    end();
  }
}

function unusable(model: string, cause: unknown): CitewellError {
  const { reason, status } = failureOf(cause);
  const code = status === undefined ? '' : ` (HTTP ${status})`;
  if (reason === 'unreachable') {
    return new CitewellError(
      'not_ready',
      `${model} cannot be reached. Is its server running?`,
      {},
      { cause },
    );
  }
  if (reason === 'rate_limited') {
    return new CitewellError(
      'not_ready',
      `${model} takes no more requests at present${code}.`,
      {},
      { cause },
    );
  }
  if (reason === 'failed') return new CitewellError('not_ready', `${model} fails${code}.`, {}, { cause });
  const hint =
    status === 401 || status === 403
      ? 'Check the API key.'
      : status === 404
        ? 'Check the name of the model and the address.'
        : 'Check the name of the model and what its server takes.';
  return new CitewellError('invalid_settings', `${model} refuses the request${code}. ${hint}`, {}, { cause });
}
