/** One that is measured beside the others. */
export interface ContenderEntry {
  readonly name: string;
  readonly module: URL;
  /** Answers from what this other one has indexed. */
  readonly indexOf?: string;
}

const own = (name: string) => new URL(`./${name}.mjs`, import.meta.url);
const peer = (name: string) => new URL(`../peers/${name}.mjs`, import.meta.url);

/** What the others are compared with. */
export const CITEWELL = 'Citewell';

export const CONTENDERS: readonly ContenderEntry[] = [
  { name: CITEWELL, module: own('citewell') },
  { name: 'Citewell, reader off', module: own('citewell-search-only'), indexOf: CITEWELL },
  { name: 'LangChain recipe', module: peer('langchain') },
  { name: 'LangChain, tuned', module: peer('langchain-tuned') },
  { name: 'Orama hybrid', module: peer('orama') },
  { name: 'LanceDB hybrid', module: peer('lancedb') },
  { name: 'MiniSearch', module: peer('minisearch') },
];
