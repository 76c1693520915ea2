/** How a sentence's vector comes out of a model's last layer: the mean of all tokens, or the first token. */
type Pooling = 'mean' | 'cls';

/** How a model was trained to be used; what else is done gives worse vectors without any error. */
export interface ModelUse {
  readonly pooling: Pooling;
  /** Put in front of a question. */
  readonly queryPrefix: string;
  /** Put in front of a text that is searched. */
  readonly passagePrefix: string;
  /** Longest input in tokens, prefix and special tokens included; what is longer is cut. */
  readonly maxTokens: number;
}

const BGE_QUESTION = 'Represent this sentence for searching relevant passages: ';
const PLAIN = { queryPrefix: '', passagePrefix: '' };

/** By a model's name, the first that fits; from the models' own cards. Vectors of all are normalised (L2). */
const FAMILIES: readonly (readonly [name: RegExp, use: ModelUse])[] = [
  [/e5-(?:small|base|large|mistral).*instruct/i, instructed('mean', 512)],
  [
    /\be5-(?:small|base|large)/i,
    { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ', maxTokens: 512 },
  ],
  [/\bbge-m3\b/i, { pooling: 'cls', ...PLAIN, maxTokens: 8192 }],
  [/\bbge-.*\ben\b/i, { pooling: 'cls', queryPrefix: BGE_QUESTION, passagePrefix: '', maxTokens: 512 }],
  [
    /\bbge-.*\bzh\b/i,
    {
      pooling: 'cls',
      queryPrefix: '为这个句子生成表示以用于检索相关文章：',
      passagePrefix: '',
      maxTokens: 512,
    },
  ],
  [/\bgte-(?:multilingual|modernbert|.*v1\.5)/i, { pooling: 'cls', ...PLAIN, maxTokens: 8192 }],
  [/\bgte-(?:small|base|large)/i, { pooling: 'mean', ...PLAIN, maxTokens: 512 }],
  [/\ball-MiniLM-L6/i, { pooling: 'mean', ...PLAIN, maxTokens: 256 }],
  [/\b(?:all|paraphrase.*)-MiniLM-L12/i, { pooling: 'mean', ...PLAIN, maxTokens: 128 }],
  [/\b(?:multi-qa|msmarco)-MiniLM/i, { pooling: 'mean', ...PLAIN, maxTokens: 512 }],
  [/\ball-mpnet-base/i, { pooling: 'mean', ...PLAIN, maxTokens: 384 }],
  [/\bjina-embeddings-v2/i, { pooling: 'mean', ...PLAIN, maxTokens: 8192 }],
  [
    /\bnomic-embed-text-v1/i,
    { pooling: 'mean', queryPrefix: 'search_query: ', passagePrefix: 'search_document: ', maxTokens: 8192 },
  ],
  [
    /\bsnowflake-arctic-embed-.*v2/i,
    { pooling: 'cls', queryPrefix: 'query: ', passagePrefix: '', maxTokens: 8192 },
  ],
  [
    /\bsnowflake-arctic-embed-/i,
    { pooling: 'cls', queryPrefix: BGE_QUESTION, passagePrefix: '', maxTokens: 512 },
  ],
  [/\bmxbai-embed-large/i, { pooling: 'cls', queryPrefix: BGE_QUESTION, passagePrefix: '', maxTokens: 512 }],
];

function instructed(pooling: Pooling, maxTokens: number): ModelUse {
  const task = 'Given a web search query, retrieve relevant passages that answer the query';
  return { pooling, queryPrefix: `Instruct: ${task}\nQuery: `, passagePrefix: '', maxTokens };
}

/** @param name of the model or of its folder, as "Xenova/multilingual-e5-small" */
export function useOfFamily(name: string): ModelUse | undefined {
  return FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
}
