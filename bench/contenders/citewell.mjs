import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Citewell } from '../../dist/src/index.js';

/** A file a document, in its text's own form; what changed, indexing finds by itself. */
async function write(documents, folder) {
  await mkdir(join(folder, 'documents'), { recursive: true });
  for (const { id, title, text } of documents) {
    const frontMatter = `---\ntitle: ${JSON.stringify(title)}\n---\n`;
    await writeFile(join(folder, 'documents', `${id}.md`), `${frontMatter}${text}\n`);
  }
}

/** As it is installed: what is compiled, and not the sources. */
export function citewell(settings) {
  let opened;
  const open = (folder) =>
    Citewell.open({ dataDir: join(folder, 'index'), knowledge: join(folder, 'documents'), ...settings });
  const index = async (documents, folder) => {
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
      const { citations } = await opened.ask(question);
      return { text: citations[0]?.quote ?? '', passage: citations[0]?.passage.text ?? '' };
    },
  };
}

export default () => citewell(JSON.parse(process.env['BENCH_SETTINGS'] ?? '{}'));
