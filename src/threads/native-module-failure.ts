import { CitewellError } from '../errors.js';

/**
 * Tells the failure to load a native module (not built, or built for another Node) from other failures.
 *
 * @returns an error that says what to run, or undefined where `error` is something else
 */
export function nativeModuleFailure(error: unknown): CitewellError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  const unbuilt = /could not locate the bindings file/i.test(error.message);
  if (
    code !== 'ERR_DLOPEN_FAILED' &&
    code !== 'MODULE_NOT_FOUND' &&
    code !== 'ERR_MODULE_NOT_FOUND' &&
    !unbuilt
  )
    return undefined;
  const [reason = error.message] = error.message.split('\n');
  return new CitewellError(
    'engine_stopped',
    `A module that Citewell needs cannot be loaded (${reason}). Run "npm ci", or "npm rebuild" after a change of Node's version.`,
    { reason },
    { cause: error },
  );
}
