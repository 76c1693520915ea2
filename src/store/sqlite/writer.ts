import type Database from 'better-sqlite3';
import type { EmbeddedDocument, StoreChange } from '../knowledge-store.js';
import { wellFormed } from '../row-checksum.js';
import { vectorBlob } from '../vector-bytes.js';
import {
  DOCUMENT_COLUMNS,
  type DocumentRow,
  documentChecksum,
  passageChecksum,
  vectorsChecksum,
} from './rows.js';

/** Applies changes to the tables; {@link KnowledgeStore.apply} wraps it in the transaction. */
export class Writer {
  private readonly insertDocument: Database.Statement;
  private readonly insertPassage: Database.Statement;
  private readonly insertVectors: Database.Statement;
  private readonly insertTerms: Database.Statement;
  private readonly deleteTerms: Database.Statement;
  private readonly deleteDocument: Database.Statement;
  private readonly selectDocument: Database.Statement;
  private readonly repointDocument: Database.Statement;
  private readonly nextKey: Database.Statement;
  private readonly nextPassage: Database.Statement;
  private readonly putSource: Database.Statement;
  private readonly deleteSource: Database.Statement;
  private readonly setFact: Database.Statement;
  private readonly addToFact: Database.Statement;

  constructor(private readonly database: Database.Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.insertDocument = prepare(
      `INSERT INTO documents (key, id, source, revision, title, url, author, published, tags, sha256, pages, headings,
         stated, records, warnings, indexed_at, passages, length, bytes, text, checksum)
       VALUES (@key, @id, @source, @revision, @title, @url, @author, @published, @tags, @sha256, @pages, @headings,
         @stated, @records, @warnings, @indexed_at, @passages, @length, @bytes, @text, @checksum)`,
    );
    this.insertPassage = prepare(
      `INSERT INTO passages (id, document, ordinal, "start", "end", headings, page, sentences, text, checksum)
       VALUES (@id, @document, @ordinal, @start, @end, @headings, @page, @sentences, @text, @checksum)`,
    );
    this.insertVectors = prepare(
      `INSERT INTO vectors (passage, vector, sentences, vector_checksum, sentences_checksum)
       VALUES (?, ?, ?, ?, ?)`,
    );
    this.insertTerms = prepare('INSERT INTO lexicon (rowid, terms) VALUES (?, ?)');
    this.deleteTerms = prepare(
      `DELETE FROM lexicon WHERE rowid IN
         (SELECT passages.id FROM passages JOIN documents ON documents.key = passages.document WHERE documents.id = ?)`,
    );
    this.deleteDocument = prepare('DELETE FROM documents WHERE id = ? RETURNING passages').pluck();
    this.selectDocument = prepare(`SELECT ${DOCUMENT_COLUMNS} FROM documents WHERE id = ?`);
    this.repointDocument = prepare(
      'UPDATE documents SET source = @source, checksum = @checksum WHERE key = @key',
    );
    this.nextKey = prepare('SELECT coalesce(max(key), 0) + 1 FROM documents').pluck();
    this.nextPassage = prepare(
      `SELECT 1 + max((SELECT coalesce(max(id), 0) FROM passages),
                      coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'passages'), 0))`,
    ).pluck();
    this.putSource = prepare('INSERT OR REPLACE INTO sources (name, sha256) VALUES (@name, @sha256)');
    this.deleteSource = prepare('DELETE FROM sources WHERE name = ?');
    this.setFact = prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
    this.addToFact = prepare('UPDATE facts SET value = value + ? WHERE name = ?');
  }

  write(change: StoreChange): void {
    if (change.clear) this.clear();
    if (change.fingerprint !== undefined) this.setFact.run('fingerprint', change.fingerprint);
    for (const id of change.remove ?? []) this.removeDocument(id);
    for (const document of change.put ?? []) this.putDocument(document);
    for (const { id, source } of change.repoint ?? []) this.repoint(id, wellFormed(source));
    for (const name of change.removeSources ?? []) this.deleteSource.run(wellFormed(name));
    for (const { name, sha256 } of change.putSources ?? []) {
      this.putSource.run({ name: wellFormed(name), sha256 });
    }
    this.addToFact.run(1, 'generation');
  }

  private clear(): void {
    this.database.exec(
      `DELETE FROM lexicon WHERE rowid IN (SELECT id FROM passages); DELETE FROM documents; DELETE FROM sources;
       UPDATE facts SET value = 0 WHERE name IN ('documents', 'passages');`,
    );
  }

  private removeDocument(id: string): void {
    this.deleteTerms.run(wellFormed(id));
    const passages = this.deleteDocument.get(wellFormed(id)) as number | undefined;
    if (passages !== undefined) this.count(-1, -passages);
  }

  private repoint(id: string, source: string): void {
    const row = this.selectDocument.get(wellFormed(id)) as DocumentRow | undefined;
    if (row)
      this.repointDocument.run({ key: row.key, source, checksum: documentChecksum({ ...row, source }) });
  }

  private count(documents: number, passages: number): void {
    this.addToFact.run(documents, 'documents');
    this.addToFact.run(passages, 'passages');
  }

  private putDocument({ document, source, revision, passages }: EmbeddedDocument): void {
    this.removeDocument(document.id);
    const key = this.nextKey.get() as number;
    const text = wellFormed(document.text);
    const row = {
      key,
      id: wellFormed(document.id),
      source: wellFormed(source),
      revision,
      title: wellFormed(document.title),
      url: textOrNull(document.url),
      author: textOrNull(document.author),
      published: textOrNull(document.published),
      tags: document.tags ? JSON.stringify(document.tags) : null,
      sha256: document.sha256,
      pages: JSON.stringify(document.pages),
      headings: JSON.stringify(document.headings),
      stated: JSON.stringify(document.stated),
      records: document.records ? JSON.stringify(document.records) : null,
      warnings: document.warnings ? JSON.stringify(document.warnings) : null,
      indexed_at: new Date().toISOString(),
      passages: passages.length,
      length: text.length,
      bytes: document.bytes ?? null,
    };
    this.insertDocument.run({ ...row, text, checksum: documentChecksum(row) });
    let id = this.nextPassage.get() as number;
    for (const { passage, vector, sentenceVectors, terms } of passages) {
      const row = {
        id,
        document: key,
        ordinal: passage.ordinal,
        start: passage.start,
        end: passage.end,
        headings: JSON.stringify(passage.headings),
        page: passage.page ?? null,
        sentences: JSON.stringify(passage.sentences),
        text: text.slice(passage.start, passage.end),
      };
      this.insertPassage.run({ ...row, checksum: passageChecksum(row, document.sha256) });
      const [vectors, sentences] = [vectorBlob([vector]), vectorBlob(sentenceVectors)];
      this.insertVectors.run(
        id,
        vectors,
        sentences,
        vectorsChecksum(id, vectors),
        vectorsChecksum(id, sentences),
      );
      this.insertTerms.run(id, terms);
      id++;
    }
    this.count(1, passages.length);
  }
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : wellFormed(text);
}
