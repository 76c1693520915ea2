/** Which OpenSearch holds the index, and how it is reached. */
export interface ClusterOptions {
  /** `https://host:9200`, one or several nodes of one cluster: another is asked where one is down. */
  readonly nodes: readonly string[];
  /** Begins the names of all indexes of this knowledge base. */
  readonly index: string;
  readonly user?: string;
  readonly password?: string;
  /** PEM file of the authority that signed the nodes' certificates, where the system does not know it. */
  readonly authority?: string;
  /** PEM files, where the cluster wants to know its clients by a certificate. */
  readonly certificate?: string;
  readonly key?: string;
  /** Of each index, 1..1024; those that are made already keep theirs. */
  readonly shards: number;
  /** Copies beside the first, on as many nodes as there are for them. */
  readonly replicas: number;
}
