import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from '../../../server/start-server.js';
import { Citewell } from '../../../src/citewell.js';
import { packageRoot } from '../../../src/package-root.js';
import { temporaryFolder } from './requests.js';
import { startTestServer } from './sockets.js';

/** The real engine over the real article, served on a free port. */
export interface ArticleServer {
  readonly server: RunningServer;
  close(): Promise<void>;
}

export async function openArticleServer(): Promise<ArticleServer> {
  const dataDir = temporaryFolder();
  const citewell = await Citewell.open({ knowledge: join(packageRoot, 'knowledge'), dataDir });
  await citewell.index();
  const server = await startTestServer({ answerer: citewell });
  return {
    server,
    close: async () => {
      await server.close();
      await citewell.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
