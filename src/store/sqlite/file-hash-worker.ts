import { serveCalls } from '../../threads/serve-calls.js';
import { hashHere } from './file-hash.js';

serveCalls({ hash: hashHere });
