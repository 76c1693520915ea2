import { CitewellError } from '../../errors.js';

export function indexMissing(dataFolder: string): CitewellError {
  return new CitewellError(
    'index_missing',
    `There is no index in ${dataFolder}. Run "citewell index" first, or set --data-dir.`,
    { dataFolder },
  );
}
