import type Database from 'better-sqlite3';
import type { EmbeddedDocument, StoreChange } from '../knowledge-store.js';
import { vectorBlob } from './rows.js';

/** Applies changes to the tables; {@link KnowledgeStore.apply} wraps it in the transaction. */
export class Writer {
  private readonly insertDocument: Database.Statement;
  private readonly insertPassage: Database.Statement;
  private readonly insertVectors: Database.Statement;
  private readonly insertTerms: Database.Statement;
  private readonly deleteTerms: Database.Statement;
  private readonly deleteDocument: Database.Statement;
  private readonly repointDocument: Database.Statement;
  private readonly putSource: Database.Statement;
  private readonly deleteSource: Database.Statement;
  private readonly setFact: Database.Statement;

  constructor(private readonly database: Database.Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.insertDocument = prepare(
      `INSERT INTO documents (id, source, revision, title, url, author, published, tags, sha256, pages, headings,
         stated, warnings, indexed_at, passages, length, text)
       VALUES (@id, @source, @revision, @title, @url, @author, @published, @tags, @sha256, @pages, @headings,
         @stated, @warnings, @indexedAt, @passages, @length, @text)`,
    );
    this.insertPassage = prepare(
      `INSERT INTO passages (document, ordinal, "start", "end", headings, page, sentences, text)
       VALUES (@document, @ordinal, @start, @end, @headings, @page, @sentences, @text)`,
    );
    this.insertVectors = prepare('INSERT INTO vectors (passage, vector, sentences) VALUES (?, ?, ?)');
    this.insertTerms = prepare('INSERT INTO lexicon (rowid, terms) VALUES (?, ?)');
    this.deleteTerms = prepare(
      `DELETE FROM lexicon WHERE rowid IN
         (SELECT passages.id FROM passages JOIN documents ON documents.key = passages.document WHERE documents.id = ?)`,
    );
    this.deleteDocument = prepare('DELETE FROM documents WHERE id = ?');
    this.repointDocument = prepare('UPDATE documents SET source = @source WHERE id = @id');
    this.putSource = prepare('INSERT OR REPLACE INTO sources (name, sha256) VALUES (@name, @sha256)');
    this.deleteSource = prepare('DELETE FROM sources WHERE name = ?');
    this.setFact = prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
  }

  write(change: StoreChange): void {
    if (change.clear) this.clear();
    if (change.fingerprint !== undefined) this.setFact.run('fingerprint', change.fingerprint);
    for (const id of change.remove ?? []) this.removeDocument(id);
    for (const document of change.put ?? []) this.putDocument(document);
    for (const document of change.repoint ?? []) this.repointDocument.run(document);
    for (const name of change.removeSources ?? []) this.deleteSource.run(name);
    for (const source of change.putSources ?? []) this.putSource.run(source);
    this.database.prepare("UPDATE facts SET value = value + 1 WHERE name = 'generation'").run();
  }

  private clear(): void {
    this.database.exec(
      'DELETE FROM lexicon WHERE rowid IN (SELECT id FROM passages); DELETE FROM documents; DELETE FROM sources;',
    );
  }

  private removeDocument(id: string): void {
    this.deleteTerms.run(id);
    this.deleteDocument.run(id);
  }

  private putDocument({ document, source, revision, passages }: EmbeddedDocument): void {
    this.removeDocument(document.id);
    const { lastInsertRowid: key } = this.insertDocument.run({
      id: document.id,
      source,
      revision,
      title: document.title,
      url: document.url ?? null,
      author: document.author ?? null,
      published: document.published ?? null,
      tags: document.tags ? JSON.stringify(document.tags) : null,
      sha256: document.sha256,
      pages: JSON.stringify(document.pages),
      headings: JSON.stringify(document.headings),
      stated: JSON.stringify(document.stated),
      warnings: document.warnings ? JSON.stringify(document.warnings) : null,
      indexedAt: new Date().toISOString(),
      passages: passages.length,
      length: document.text.length,
      text: document.text,
    });
    for (const { passage, vector, sentenceVectors, terms } of passages) {
      const { lastInsertRowid: id } = this.insertPassage.run({
        document: key,
        ordinal: passage.ordinal,
        start: passage.start,
        end: passage.end,
        headings: JSON.stringify(passage.headings),
        page: passage.page ?? null,
        sentences: JSON.stringify(passage.sentences),
        text: document.text.slice(passage.start, passage.end),
      });
      this.insertVectors.run(id, vectorBlob([vector]), vectorBlob(sentenceVectors));
      this.insertTerms.run(id, terms);
    }
  }
}
