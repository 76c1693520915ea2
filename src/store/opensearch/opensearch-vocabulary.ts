import type { StemFrequency, Vocabulary } from '../knowledge-store.js';
import { SAMPLED_PASSAGES, writtenForms } from '../written-forms.js';
import type { Cluster } from './cluster.js';
import { type IndexLayout, LONGEST_STEM } from './index-layout.js';
import type { StateRecord } from './index-state.js';
import type { OpenSearchCatalogue } from './opensearch-catalogue.js';
import type { PassageSearch } from './passage-search.js';
import { inOneState, visiblePassages } from './visible.js';

/** Stems of one beginning and about one length: the most buckets that OpenSearch gives by default. */
const MOST_STEMS = 65_000;
/** What is an operator in Lucene's regular expressions. */
const OPERATOR = /[.?+*|{}[\]()"\\#@&<>~^$-]/g;

interface Stems {
  readonly aggregations: {
    readonly stems: { readonly buckets: readonly { readonly key: string; readonly doc_count: number }[] };
  };
}

/** The words of the passages' terms. */
export class OpenSearchVocabulary implements Vocabulary {
  constructor(
    private readonly cluster: Cluster,
    private readonly layout: IndexLayout,
    private readonly record: StateRecord,
    private readonly search: PassageSearch,
    private readonly catalogue: OpenSearchCatalogue,
  ) {}

  async frequencies(stems: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counts = await inOneState(this.record, (state) => this.search.frequencies(state, stems));
    return new Map([...counts].filter(([, count]) => count > 0));
  }

  /** Looks at the stems of every passage: a second for some millions of them, once until the next change. */
  async stems(range: { prefix: string; shortest: number; longest: number }): Promise<StemFrequency[]> {
    const { prefix } = range;
    const length = [...prefix].length;
    const fewest = Math.max(0, range.shortest - length);
    const most = Math.min(range.longest, LONGEST_STEM) - length;
    if (most < fewest) return [];
    const include = `${prefix.replace(OPERATOR, '\\$&')}.{${fewest},${most}}`;
    const { aggregations } = await inOneState(this.record, async (state) => {
      if (state.dimensions === 0) return { aggregations: { stems: { buckets: [] } } };
      const { filter, mustNot } = visiblePassages(state);
      const terms = { field: 'stems', include, size: MOST_STEMS };
      return this.cluster.call<Stems>((client) =>
        client.search({
          index: this.layout.of(state.epoch).passages,
          allow_partial_search_results: false,
          body: {
            size: 0,
            query: { bool: { filter, must_not: mustNot } },
            aggs: { stems: { terms } },
          } as object,
        }),
      );
    });
    return aggregations.stems.buckets
      .map(({ key, doc_count }) => ({ stem: key, passages: doc_count }))
      .sort((a, b) => (a.stem < b.stem ? -1 : 1));
  }

  async written(stem: string): Promise<string[]> {
    const { candidates } = await this.search.search({ stems: [stem], limit: SAMPLED_PASSAGES });
    const passages = await this.catalogue.passages(candidates.map(({ passageId }) => passageId));
    const texts = passages.flatMap(({ document, passage, text }) => [
      document.title,
      ...passage.headings,
      text,
    ]);
    return writtenForms(stem, texts);
  }
}
