import { sha256OfFile } from '../../file-sha256.js';
import { serveCalls } from '../../threads/serve-calls.js';

serveCalls({ hash: sha256OfFile });
