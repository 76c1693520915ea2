import { CitewellError } from '../errors.js';

/** The error of an indexing run that was told to stop. */
export function cancelled(): CitewellError {
  return new CitewellError('cancelled', 'Indexing was interrupted; what was finished is kept.');
}
