import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js';
import { embeddedDocument } from '../tests/contract/support/embedded-documents.js';

/** `npx tsx scripts/make-store-fixture.ts FOLDER`: a small store of this version, for later versions to open. */
const [target = '.'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'citewell-fixture-'));
const store = await SqliteStore.open(folder);
await store.apply({ fingerprint: 'fixture', put: [embeddedDocument('a', ['ocean', 'mountain'], 32)] });
await store.apply({
  put: [embeddedDocument('b', ['river'], 32)],
  putSources: [{ name: './a', sha256: 'one' }],
});
await store.close();
const file = join(folder, 'knowledge.sqlite');
const database = new Database(file);
const schema = database.pragma('user_version', { simple: true });
database.close();
copyFileSync(file, join(target, `schema-${schema}.sqlite`));
rmSync(folder, { recursive: true });
