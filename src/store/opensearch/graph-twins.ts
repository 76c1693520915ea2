import type { IndexState } from './index-state.js';
import type { RecordLookup } from './record-lookup.js';
import type { EntryRecord } from './records.js';
import type { Clause } from './visible.js';

/** Which document of those with the same title and text is in the graph, as one change goes on. */
export class GraphTwins {
  private readonly inGraph = new Map<string, EntryRecord | undefined>();

  /**
   * @param base what is there before the change
   * @param isCurrent whether the change has left an entry as it is, so far
   */
  constructor(
    private readonly base: IndexState,
    private readonly lookup: RecordLookup,
    private readonly isCurrent: (entry: EntryRecord) => boolean,
  ) {}

  /** Learns who of these twins is in the graph; to be asked before {@link holds}. @throws CitewellError `storage_failed` */
  async lookUp(twins: readonly string[]): Promise<void> {
    const unknown = [...new Set(twins)].filter((name) => !this.inGraph.has(name));
    for (const entry of await this.entriesOf(unknown, [{ term: { inGraph: true } }])) {
      if (this.isCurrent(entry)) this.inGraph.set(entry.twins, entry);
    }
  }

  holds(twins: string): boolean {
    return this.inGraph.get(twins) !== undefined;
  }

  add(entry: EntryRecord): void {
    this.inGraph.set(entry.twins, entry);
  }

  remove({ twins }: EntryRecord): void {
    this.inGraph.set(twins, undefined);
  }

  /**
   * Those that come into the graph for one that has left it: of each twins the document that was put first.
   *
   * @param changed entries that the change has put
   * @throws CitewellError `storage_failed`
   */
  async successors(changed: readonly (EntryRecord | undefined)[]): Promise<EntryRecord[]> {
    const left = [...this.inGraph].flatMap(([twins, entry]) => (entry ? [] : [twins]));
    const wanted = new Set(left);
    const first = new Map<string, EntryRecord>();
    const stored = await this.entriesOf(left, []);
    for (const entry of [...stored.filter(this.isCurrent), ...changed]) {
      if (!entry || !wanted.has(entry.twins)) continue;
      const earlier = first.get(entry.twins);
      if (!earlier || entry.document < earlier.document) first.set(entry.twins, entry);
    }
    return [...first.values()];
  }

  private entriesOf(twins: readonly string[], clauses: readonly Clause[]): Promise<EntryRecord[]> {
    return this.lookup.withAny<EntryRecord>(this.base, 'entry', 'twins', twins, clauses);
  }
}
