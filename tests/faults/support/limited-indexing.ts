import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.js';

const CHILD = join(packageRoot, 'tests/faults/support/indexing-child.ts');

/**
 * Indexes in another process, none of whose files may grow past a limit (`ulimit -f`, EFBIG), which needs neither
 * root nor a disk of its own. To SQLite and to a copy it is what a full disk is: a write that comes up short.
 *
 * @param kibibytes none if left out
 */
export async function limitedIndexing(
  knowledge: string,
  dataFolder: string,
  kibibytes?: number,
): Promise<{ code: number | null; output: string }> {
  const limit = kibibytes === undefined ? '' : `ulimit -f ${kibibytes}; `;
  // A limit sends SIGXFSZ first, which Node ignores; bash counts in kibibytes.
  const child = spawn(
    'bash',
    ['-c', `${limit}exec "$@"`, 'bash', process.execPath, '--import', 'tsx', CHILD, knowledge, dataFolder],
    {
      cwd: packageRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, output };
}
