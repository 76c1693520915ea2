import hnswlib, { type HierarchicalNSW } from 'hnswlib-node';

/**
 * Parameters of the graph (Malkov and Yashunin, 2018). M, links a node: 16 is the middle of the useful range
 * 8..48. efConstruction: breadth while building, 100..500. efSearch: breadth while searching, at least k.
 * On 10,000 and more real vectors a breadth of 200 finds .98 to .99 of the ten nearest, 400 more than .99; links and
 * breadth of building change that less, and cost memory and time.
 */
const LINKS = 16;
const CONSTRUCTION_BREADTH = 200;
const SEARCH_BREADTH = 400;
const FIRST_CAPACITY = 1_024;
/** Deleted points stay in the graph; past this share of all points it is built anew. */
const DEAD_SHARE_LIMIT = 0.2;

/** The HNSW graph in memory: labels are passage ids, similarity is the cosine of unit vectors. */
export class VectorIndex {
  private constructor(
    readonly graph: HierarchicalNSW,
    private readonly live: Set<number>,
    private readonly deleted: Set<number>,
  ) {}

  static empty(dimensions: number): VectorIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
    graph.initIndex({ maxElements: FIRST_CAPACITY, m: LINKS, efConstruction: CONSTRUCTION_BREADTH });
    graph.setEf(SEARCH_BREADTH);
    return new VectorIndex(graph, new Set(), new Set());
  }

  /** @param file one whose hash has been checked: hnswlib kills the process on a damaged file */
  static load(file: string, dimensions: number, dead: readonly number[]): VectorIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
    graph.readIndexSync(file);
    graph.setEf(SEARCH_BREADTH);
    const deleted = new Set(dead);
    const live = new Set(graph.getIdsList().filter((label) => !deleted.has(label)));
    return new VectorIndex(graph, live, deleted);
  }

  get labels(): ReadonlySet<number> {
    return this.live;
  }

  get dead(): readonly number[] {
    return [...this.deleted];
  }

  /** True when so many points are deleted that recall and memory call for a new graph. */
  get needsCompaction(): boolean {
    return this.deleted.size > DEAD_SHARE_LIMIT * (this.deleted.size + this.live.size);
  }

  add(label: number, vector: Float32Array): void {
    const capacity = this.graph.getMaxElements();
    if (this.graph.getCurrentCount() >= capacity) this.graph.resizeIndex(capacity * 2);
    this.graph.addPoint(Array.from(vector), label);
    this.live.add(label);
  }

  remove(label: number): void {
    if (!this.live.delete(label)) return;
    this.graph.markDelete(label);
    this.deleted.add(label);
  }

  /** Labels of the nearest vectors with their cosines, nearest first; fewer than `limit` where there are fewer. */
  nearest(vector: Float32Array, limit: number): Map<number, number> {
    const count = Math.min(limit, this.live.size);
    if (count === 0) return new Map();
    const { neighbors, distances } = this.graph.searchKnn(Array.from(vector), count);
    // The distance of the space 'ip' is 1 less the inner product.
    return new Map(neighbors.map((label, rank) => [label, 1 - (distances[rank] ?? 1)]));
  }
}
