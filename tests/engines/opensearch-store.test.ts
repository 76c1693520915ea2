import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type {
  Candidate,
  EmbeddedDocument,
  KnowledgeStore,
  StoreFindings,
} from '../../src/store/knowledge-store.js';
import { OpenSearchStore } from '../../src/store/opensearch/opensearch-store.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { knowledgeStoreContract } from '../contract/knowledge-store-contract.js';
import { analysedDocument, unitVector } from '../contract/support/embedded-documents.js';
import { vocabularyContract } from '../contract/vocabulary-contract.js';
import { startCluster } from './opensearch/start-cluster.js';
import { startOrSkip } from './opensearch/start-or-skip.js';

const DIMENSIONS = 16;

/** `npm run test:cluster` has three. */
const size = Number(process.env['CITEWELL_TEST_NODES'] ?? 1);

const { engine: cluster, reason } = await startOrSkip(() => startCluster({ size }));

/** Indexes that no test uses any more would slow down the others. */
const opened = new Set<string>();

async function openIndex(index: string): Promise<OpenSearchStore> {
  const nodes = cluster?.nodes ?? [];
  for (const other of opened) if (other !== index) await forget(other);
  opened.add(index);
  return OpenSearchStore.open({ nodes, index, shards: size, replicas: 1 });
}

async function forget(index: string): Promise<void> {
  opened.delete(index);
  await fetch(`${cluster?.nodes[0]}/${index}-*`, { method: 'DELETE' });
}

const openFolder = (folder: string) => openIndex(basename(folder).toLowerCase());

afterAll(() => cluster?.stop());

describe.skipIf(!cluster)(`OpenSearch${reason}`, () => {
  knowledgeStoreContract('OpenSearchStore', openFolder);
  vocabularyContract('OpenSearchStore', openFolder);

  it('scores as the store on one machine does, after changes as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'citewell-scores-'));
    const stores: KnowledgeStore[] = [await SqliteStore.open(folder), await openIndex('scores')];
    const vector = unitVector('a question', DIMENSIONS);
    const query = { vector, stems: ['lighthous', 'keeper', 'tide', 'absent'], limit: 200 };
    const found = [];
    for (const store of stores) {
      await store.apply({ put: manyDocuments(60), fingerprint: 'one' });
      await store.apply({ put: manyDocuments(70).slice(50), remove: ['d3', 'd40'] });
      const findings = await store.search(query);
      found.push({ findings, scores: await scoresByText(store, findings) });
      await store.close();
    }
    const [local, remote] = found;
    expect(remote?.findings.passageFrequencies).toEqual(local?.findings.passageFrequencies);
    expect(remote?.findings.passageCount).toBe(local?.findings.passageCount);
    expect([...(remote?.scores.keys() ?? [])].sort()).toEqual([...(local?.scores.keys() ?? [])].sort());
    for (const [text, { cosine, bm25 }] of local?.scores ?? []) {
      expect(remote?.scores.get(text)?.cosine, text).toBeCloseTo(cosine, 5);
      expect(remote?.scores.get(text)?.bm25, text).toBeCloseTo(bm25, 10);
    }
    rmSync(folder, { recursive: true });
  });

  describe('several on one index', () => {
    it('see what one of them has changed, at their next search', async () => {
      const writer = await openIndex('several');
      const reader = await openIndex('several');
      expect((await reader.catalogue.state()).generation).toBe(0);
      await writer.apply({ put: [analysedDocument('a', 'An ocean.')], fingerprint: 'one' });
      expect((await reader.search({ stems: ['ocean'], limit: 5 })).candidates).toHaveLength(1);
      await writer.apply({ put: [analysedDocument('a', 'A river.')] });
      expect((await reader.search({ stems: ['ocean'], limit: 5 })).candidates).toHaveLength(0);
      await Promise.all([writer.close(), reader.close()]);
    });

    it('are refused a change while another may make one, and may when it has closed', async () => {
      const [first, second] = [await openIndex('several'), await openIndex('several')];
      await first.lock();
      const refused = second.apply({ remove: ['a'] });
      await expect(refused).rejects.toMatchObject({ code: 'index_locked', details: { pid: process.pid } });
      await first.close();
      await second.apply({ remove: ['a'] });
      expect(await second.catalogue.state()).toMatchObject({ documents: 0, passages: 0 });
      await second.close();
    });

    it('never see half a change', async () => {
      const [writer, reader] = [await openIndex('halves'), await openIndex('halves')];
      const version = (number: number) =>
        Array.from({ length: 20 }, (_, index) =>
          analysedDocument(`d${index}`, `Version v${number} of d${index}.`),
        );
      await writer.apply({ put: version(0) });
      let writing = true;
      const seen: string[][] = [];
      const reading = (async () => {
        while (writing) {
          const findings = await reader.search({
            vector: unitVector('x', DIMENSIONS),
            stems: [],
            limit: 100,
          });
          expect(findings.candidates).toHaveLength(20);
          const passages = await reader.catalogue.passages(
            findings.candidates.map(({ passageId }) => passageId),
          );
          seen.push([...new Set(passages.map(({ text }) => text.split(' ')[1] ?? ''))]);
        }
      })();
      // A clear goes to indexes of its own, which take the place of those before.
      for (let number = 1; number <= 6; number++) {
        await writer.apply({ put: version(number), clear: number % 2 === 0 });
      }
      writing = false;
      await reading;
      expect(seen.filter((versions) => versions.length > 1)).toEqual([]);
      await Promise.all([writer.close(), reader.close()]);
    });
  });

  it('hides what a writer has left that died on its way, and the next one deletes it', async () => {
    const store = await openIndex('died');
    await store.apply({ put: [analysedDocument('a', 'An ocean.')], fingerprint: 'one' });
    const state = await stored('died-state', 'state');
    const first = state['next'];
    const record = await stored('died-1-passages', String(first - 1));
    await put('died-1-passages', String(first), {
      ...record,
      key: first,
      vector: Array.from(unitVector('x', DIMENSIONS)),
    });
    await put('died-state', 'state', {
      ...state,
      pending: { first, end: first + 1_000, epoch: 1 },
      next: first + 1_000,
    });
    const findings = () => store.search({ vector: unitVector('x', DIMENSIONS), stems: ['ocean'], limit: 5 });
    expect((await findings()).candidates).toHaveLength(1);
    expect((await findings()).passageFrequencies.get('ocean')).toBe(1);
    await store.apply({ put: [analysedDocument('b', 'A river.')] });
    expect((await findings()).candidates).toHaveLength(2);
    const { count } = (await (await fetch(`${cluster?.nodes[0]}/died-1-passages/_count`)).json()) as {
      count: number;
    };
    expect(count).toBe(2);
    await store.close();
  });

  it.each([
    ['read_only_allow_delete', 'full', /disks are full \(.*flood-stage.*Make room, then try again/],
    ['write', 'blocked', /takes nothing in: .*index write.*set its index\.blocks\.\* to null/],
  ])(
    'answers and says what to do while its indexes are blocked (%s), and changes after',
    async (block, reason, message) => {
      const store = await openIndex('blocked');
      await store.apply({ put: [analysedDocument('a', 'An ocean.')], fingerprint: 'one', clear: true });
      const { generation } = await store.catalogue.state();
      await setBlock('blocked', block, true);
      const change = store.apply({ put: [analysedDocument('b', 'A river.')] });
      await expect(change).rejects.toMatchObject({ code: 'storage_failed', details: { reason } });
      await expect(change).rejects.toThrow(message);
      expect((await store.search({ stems: ['ocean'], limit: 5 })).candidates).toHaveLength(1);
      expect((await store.catalogue.state()).generation).toBe(generation);
      await setBlock('blocked', block, null);
      await store.apply({ put: [analysedDocument('b', 'A river.')] });
      expect((await store.search({ stems: ['river'], limit: 5 })).candidates).toHaveLength(1);
      await store.close();
    },
  );

  it('leaves indexes that are blocked on its way as they were, when the block has gone', async () => {
    const store = await openIndex('midway');
    await store.apply({ put: [analysedDocument('a', 'An ocean.')], fingerprint: 'one' });
    const blocking = function* () {
      yield analysedDocument('b', 'A river.');
      execFileSync(process.execPath, ['-e', blockScript('midway-1-*')]);
      yield analysedDocument('c', 'A lake.');
    };
    await expect(store.apply({ put: blocking() })).rejects.toMatchObject({ details: { reason: 'full' } });
    expect((await store.search({ stems: ['river'], limit: 5 })).candidates).toHaveLength(0);
    await setBlock('midway', 'read_only_allow_delete', null);
    await store.apply({ put: [analysedDocument('d', 'A mill.')] });
    const stems = ['ocean', 'river', 'lake', 'mill'];
    const { passageFrequencies } = await store.search({ stems, limit: 5 });
    expect([...passageFrequencies.values()]).toEqual([1, 0, 0, 1]);
    await store.close();
  });

  it('refuses what is not as it was stored', async () => {
    const store = await openIndex('damage');
    await store.apply({ put: [analysedDocument('a', 'Opened in 1990.')], fingerprint: 'one' });
    const { candidates } = await store.search({ stems: ['1990'], limit: 1 });
    const key = String(candidates[0]?.passageId);
    const record = await stored('damage-1-records', key);
    await put('damage-1-records', key, { ...record, text: 'Opened in 1998.' });
    await expect(store.catalogue.passages([Number(key)])).rejects.toMatchObject({ code: 'index_damaged' });
    await store.close();
  });
});

const WORDS = ['ocean', 'river', 'lake', 'harbour', 'lighthouse', 'keeper', 'wave', 'tide'];

/** Of lengths and words that differ, each passage another text. */
function manyDocuments(count: number): EmbeddedDocument[] {
  const text = (seed: number) =>
    Array.from(
      { length: 3 + (seed % 11) },
      (_, index) => WORDS[(seed * 7 + index * index) % WORDS.length],
    ).join(' ');
  return Array.from({ length: count }, (_, number) =>
    analysedDocument(`d${number}`, `${text(number)} x${number}`, `${text(number + 3)} y${number}`),
  );
}

async function scoresByText(
  store: KnowledgeStore,
  { candidates }: StoreFindings,
): Promise<Map<string, Candidate>> {
  const byId = new Map(candidates.map((candidate) => [candidate.passageId, candidate]));
  const passages = await store.catalogue.passages([...byId.keys()]);
  return new Map(
    passages.flatMap(({ id, text }) => {
      const candidate = byId.get(id);
      return candidate ? [[text, candidate] as const] : [];
    }),
  );
}

async function stored(index: string, id: string): Promise<Record<string, unknown> & { next: number }> {
  const response = await fetch(`${cluster?.nodes[0]}/${index}/_doc/${id}`);
  return ((await response.json()) as { _source: Record<string, unknown> & { next: number } })._source;
}

async function put(index: string, id: string, record: object): Promise<void> {
  const response = await fetch(`${cluster?.nodes[0]}/${index}/_doc/${id}?refresh=true`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });
  expect(response.ok).toBe(true);
}

async function setBlock(index: string, block: string, value: boolean | null): Promise<void> {
  const response = await fetch(`${cluster?.nodes[0]}/${index}-*/_settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ [`index.blocks.${block}`]: value }),
  });
  expect(response.ok).toBe(true);
}

/** Does in a process of its own what a generator cannot wait for: sets the block of the flood stage. */
function blockScript(indexes: string): string {
  const body = JSON.stringify({ 'index.blocks.read_only_allow_delete': true });
  const headers = JSON.stringify({ 'content-type': 'application/json' });
  const address = `${cluster?.nodes[0]}/${indexes}/_settings`;
  return `fetch(${JSON.stringify(address)}, { method: 'PUT', headers: ${headers}, body: ${JSON.stringify(body)} })`;
}
