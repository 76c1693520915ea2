import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A knowledge folder and a data folder of the test's own. */
export interface Workspace {
  readonly folder: string;
  readonly knowledge: string;
  readonly dataDir: string;
  write(name: string, content: string | Uint8Array): void;
  remove(name: string): void;
}

/** Makes a workspace before each test and removes it after. */
export function useWorkspace(): Workspace {
  const workspace = {
    folder: '',
    get knowledge() {
      return join(workspace.folder, 'knowledge');
    },
    get dataDir() {
      return join(workspace.folder, 'data');
    },
    write(name: string, content: string | Uint8Array) {
      const path = join(workspace.knowledge, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
    remove(name: string) {
      rmSync(join(workspace.knowledge, name), { recursive: true });
    },
  };
  beforeEach(() => {
    workspace.folder = mkdtempSync(join(tmpdir(), 'citewell-indexing-'));
    mkdirSync(workspace.knowledge);
  });
  afterEach(() => rmSync(workspace.folder, { recursive: true, force: true }));
  return workspace;
}

/** Lines of a `.jsonl` file, one a document. */
export function jsonLines(documents: Readonly<Record<string, string>>): string {
  return Object.entries(documents)
    .map(([id, text]) => `${JSON.stringify({ _id: id, text })}\n`)
    .join('');
}
