import { sha256OfFile } from '../../file-sha256.js';
import { giveWay } from '../../threads/background-priority.js';
import { serveCalls } from '../../threads/serve-calls.js';

serveCalls({
  hash: (file: string, { signal }) => sha256OfFile(file, signal),
  hashInBackground: (file: string, { signal }) => {
    giveWay();
    return sha256OfFile(file, signal);
  },
});
