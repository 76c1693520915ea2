import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Citewell } from '../../src/citewell.js';
import type { BenchDocument, Contender } from './contender.js';

/** As it is installed: what is compiled, and not the sources. */
const BUILT = new URL('../../dist/src/index.js', import.meta.url).href;

async function open(folder: string): Promise<Citewell> {
  const library = (await import(BUILT)) as { Citewell: typeof Citewell };
  return library.Citewell.open({ dataDir: join(folder, 'index'), knowledge: join(folder, 'documents') });
}

async function write(documents: readonly BenchDocument[], folder: string): Promise<void> {
  await mkdir(join(folder, 'documents'), { recursive: true });
  for (const { id, title, text } of documents) {
    await writeFile(
      join(folder, 'documents', `${id}.md`),
      `---\ntitle: ${JSON.stringify(title)}\n---\n${text}\n`,
    );
  }
}

/** A file a document; changed files are what indexing finds by itself. */
export default function citewell(): Contender {
  let opened: Citewell | undefined;
  const index = async (documents: readonly BenchDocument[], folder: string) => {
    await write(documents, folder);
    const instance = await open(folder);
    await instance.index();
    await instance.close();
  };
  return {
    index,
    update: (_documents, changed, folder) => index(changed, folder),
    open: async (folder) => {
      opened = await open(folder);
    },
    ask: async (question) => {
      const answer = await opened?.ask(question);
      const [first] = answer?.citations ?? [];
      return { text: first?.quote ?? '', passage: first?.passage.text ?? '' };
    },
  };
}
