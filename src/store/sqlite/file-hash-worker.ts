import { sha256OfFile } from '../../file-sha256.js';
import { giveWay } from '../../threads/background-priority.js';
import { serveCalls } from '../../threads/serve-calls.js';
import { type FileFinding, findingOf } from './file-finding.js';

serveCalls({
  hash: (file: string, { signal }) => sha256OfFile(file, signal),
  findInBackground: async (file: string, { signal }): Promise<FileFinding> => {
    giveWay();
    try {
      return { sha256: await sha256OfFile(file, signal) };
    } catch (error) {
      return findingOf(error);
    }
  },
});
