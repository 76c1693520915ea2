import { citewell } from './citewell.mjs';

/** Without the model that reads: what is to be compared with peers that only search. */
export default () => citewell({ reader: false });
