import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start-server.js';
import { Citewell } from '../src/citewell.js';
import { packageRoot } from '../src/package-root.js';
import { openBrowser } from '../tests/browser/support/browser.js';

/** The pictures of `docs/images/`, of the built page over the article: `npm run build && npx tsx scripts/take-pictures.ts`. */
const PICTURES = [
  { name: 'answered', question: 'How much is Alibaba investing?', source: true },
  { name: 'answered-dark', question: 'How much is Alibaba investing?', source: true, colorScheme: 'dark' },
  { name: 'answered-phone', question: 'How much is Alibaba investing?', width: 390, height: 844 },
  { name: 'refused', question: 'How much is Baidu investing?' },
] as const;

const dataDir = await mkdtemp(join(tmpdir(), 'citewell-pictures-'));
const citewell = await Citewell.open({ knowledge: join(packageRoot, 'knowledge'), dataDir });
await citewell.index();
const webFolder = join(packageRoot, 'dist/web');
const server = await startServer({
  answerer: citewell,
  version: '',
  webFolder,
  host: '127.0.0.1',
  port: 0,
});
const browser = await openBrowser();

for (const { name, question, ...picture } of PICTURES) {
  const { width, height, colorScheme, source } = {
    width: 1280,
    height: 800,
    colorScheme: 'light' as const,
    source: false,
    ...picture,
  };
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  await page.goto(server.url);
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Edit question' }).waitFor();
  if (source) {
    await page.getByRole('button', { name: /^Source 1/ }).click();
    await page.getByText('Checked:').waitFor();
  }
  await page.screenshot({ path: join(packageRoot, 'docs/images', `${name}.png`) });
  await page.close();
}

await browser.close();
await server.close();
await citewell.close();
await rm(dataDir, { recursive: true });
