import type { EmbeddedDocument, KnowledgeStore, Ledger, Source, StoreChange } from './knowledge-store.js';

/** A source of a data folder: `uploads:/…`, `web:/…`. Paths begin otherwise; one letter is a drive of Windows. */
const OF_A_DATA_FOLDER = /^([a-z]{2,}:)(?=$|\/)/;

/**
 * A store that several data folders share. What each of them keeps itself, uploads and fetched pages, has names of its
 * own there (`uploads:@OWNER/…`): to whoever compares a folder with what was indexed from it, the files of all others
 * would be gone.
 *
 * @param owner names the data folder among those that share the store: lower-case letters, digits and hyphens
 */
export function withFolderSources(store: KnowledgeStore, owner: string): KnowledgeStore {
  const names = namesOf(owner);
  return {
    catalogue: store.catalogue,
    vocabulary: store.vocabulary,
    ledger: ledgerOf(store.ledger, names),
    apply: (change) => store.apply(changeOf(change, names)),
    search: (query) => store.search(query),
    close: () => store.close(),
  };
}

interface FolderNames {
  /** A source as the store has it. */
  outside(source: string): string;
  /** As the data folder has it; those of others stay as they are. */
  inside(source: string): string;
}

function namesOf(owner: string): FolderNames {
  const owned = new RegExp(`^([a-z]{2,}:)@${owner}(?=$|/)`);
  return {
    outside: (source) => source.replace(OF_A_DATA_FOLDER, `$1@${owner}`),
    inside: (source) => source.replace(owned, '$1'),
  };
}

function ledgerOf(ledger: Ledger, { inside, outside }: FolderNames): Ledger {
  const ownNamed = <Named extends { readonly source: string }>(named: Named): Named => ({
    ...named,
    source: inside(named.source),
  });
  return {
    sources: async (root) =>
      (await ledger.sources(outside(root))).map(({ name, sha256 }) => ({ name: inside(name), sha256 })),
    documentsOf: (source) => ledger.documentsOf(outside(source)),
    entries: async (ids) => {
      const entries = await ledger.entries(ids);
      return new Map([...entries].map(([id, entry]) => [id, ownNamed(entry)]));
    },
    ofText: async (sha256) => {
      const found = await ledger.ofText(sha256);
      return found && ownNamed(found);
    },
  };
}

function changeOf(change: StoreChange, { outside }: FolderNames): StoreChange {
  const { put, repoint, putSources, removeSources } = change;
  return {
    ...change,
    ...(put && { put: mapped(put, (document) => ({ ...document, source: outside(document.source) })) }),
    ...(repoint && { repoint: repoint.map(({ id, source }) => ({ id, source: outside(source) })) }),
    ...(putSources && {
      putSources: putSources.map(({ name, sha256 }): Source => ({ name: outside(name), sha256 })),
    }),
    ...(removeSources && { removeSources: removeSources.map((source) => outside(source)) }),
  };
}

function* mapped(
  documents: Iterable<EmbeddedDocument>,
  map: (document: EmbeddedDocument) => EmbeddedDocument,
): Generator<EmbeddedDocument> {
  for (const document of documents) yield map(document);
}
