import type { EmbeddedDocument, KnowledgeStore, Ledger, Source, StoreChange } from './knowledge-store.js';

/** A source of a data folder: `uploads:/…`, `web:/…`. Paths begin otherwise; one letter is a drive of Windows. */
const OF_A_DATA_FOLDER = /^([a-z]{2,}:)(?=$|\/)/;
const UNOWNED = /^([a-z]{2,}:)@(?=$|\/)/;

/**
 * A store that several data folders share. What each of them keeps itself, uploads and fetched pages, has names of its
 * own there (`uploads:@OWNER/…`): to whoever compares a folder with what was indexed from it, the files of all others
 * would be gone.
 *
 * An index may hold sources that have no owner, as all had once (`uploads:/…`). They are told as nobody's
 * (`uploads:@/…`), and are taken over by the data folder that has a file of that name.
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

/** Whether a source is nobody's: its documents are free for who has such a file. */
export function isUnowned(source: string): boolean {
  return UNOWNED.test(source);
}

interface FolderNames {
  /** A source as the store has it. */
  outside(source: string): string;
  /** As the data folder has it; those of others stay as they are. */
  inside(source: string): string;
  /** All names that the store may have for it: the data folder's, and the one that has no owner. */
  outsideNames(source: string): readonly string[];
}

function namesOf(owner: string): FolderNames {
  const owned = new RegExp(`^([a-z]{2,}:)@${owner}(?=$|/)`);
  const withOwner = (source: string) => source.replace(OF_A_DATA_FOLDER, `$1@${owner}`);
  const withoutOwner = (source: string) => source.replace(UNOWNED, '$1');
  return {
    outside: (source) => (isUnowned(source) ? withoutOwner(source) : withOwner(source)),
    inside: (source) => source.replace(OF_A_DATA_FOLDER, '$1@').replace(owned, '$1'),
    outsideNames: (source) => {
      const name = withoutOwner(source);
      return OF_A_DATA_FOLDER.test(name) ? [withOwner(name), name] : [source];
    },
  };
}

function ledgerOf(ledger: Ledger, { inside, outsideNames }: FolderNames): Ledger {
  const ownNamed = <Named extends { readonly source: string }>(named: Named): Named => ({
    ...named,
    source: inside(named.source),
  });
  return {
    sources: async (root) => {
      const [own = root, unowned] = outsideNames(root);
      const untaken = new Set(
        unowned === undefined ? [] : (await ledger.sources(unowned)).map(({ name }) => name),
      );
      return (await ledger.sources(own)).map((source) => {
        const name = inside(source.name);
        // A file that is read again takes over what has no owner.
        return { name, sha256: untaken.has(name) ? '' : source.sha256 };
      });
    },
    documentsOf: async (source) => {
      const ids = await Promise.all(outsideNames(source).map((name) => ledger.documentsOf(name)));
      return ids.flat();
    },
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

function changeOf(change: StoreChange, { outside, outsideNames }: FolderNames): StoreChange {
  const { put, repoint, putSources = [], removeSources = [] } = change;
  const takenOver = putSources.flatMap(({ name }) => outsideNames(name).slice(1));
  return {
    ...change,
    ...(put && { put: mapped(put, (document) => ({ ...document, source: outside(document.source) })) }),
    ...(repoint && { repoint: repoint.map(({ id, source }) => ({ id, source: outside(source) })) }),
    putSources: putSources.map(({ name, sha256 }): Source => ({ name: outside(name), sha256 })),
    removeSources: [...removeSources.flatMap((source) => outsideNames(source)), ...takenOver],
  };
}

function* mapped(
  documents: Iterable<EmbeddedDocument>,
  map: (document: EmbeddedDocument) => EmbeddedDocument,
): Generator<EmbeddedDocument> {
  for (const document of documents) yield map(document);
}
