import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { LONGEST_QUESTION } from '../ask-limits.js';
import { packageRoot } from '../package-root.js';

/** A flag or an environment variable is text: "8787" is a port as well. */
const integer = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${minimum} to ${maximum}` })
    .int({ error: `must be a whole number from ${minimum} to ${maximum}` })
    .min(minimum)
    .max(maximum);
const onOff = z.union([z.boolean(), z.enum(['on', 'off']).transform((value) => value === 'on')], {
  error: 'must be on or off',
});

/** `https://docs.example.org`, several of them, or `*`: text with commas between, as a variable has to be. */
const origins = z
  .union([
    z.array(z.string()),
    z.string().transform((list) => list.split(',').map((origin) => origin.trim())),
  ])
  .transform((list) => list.filter((origin) => origin !== ''))
  .refine(
    (list) =>
      list.every((origin) => origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin)),
    {
      message: 'must be origins such as https://docs.example.org, with commas between, or *',
    },
  );

/**
 * 22 characters of base64 hold 128 bits: less can be guessed by who tries for long. Visible ASCII, since the token
 * stands in a header.
 */
const SHORTEST_TOKEN = 22;
const token = z
  .string()
  .min(SHORTEST_TOKEN, {
    error: `must have ${SHORTEST_TOKEN} characters or more: openssl rand -hex 32 makes one`,
  })
  .regex(/^[\x21-\x7e]+$/, { error: 'must be visible ASCII characters without spaces' })
  .optional();

/** `10.0.0.0/8`, `::1`: text with commas between, as a variable has to be. */
const addressRanges = z
  .union([z.array(z.string()), z.string().transform((list) => list.split(','))])
  .transform((list) => list.map((range) => range.trim()).filter((range) => range !== ''))
  .refine((list) => list.every(isAddressRange), {
    error: 'must be addresses or ranges such as 127.0.0.1 or 10.0.0.0/8, with commas between',
  });

function isAddressRange(range: string): boolean {
  const [address = '', prefix, ...rest] = range.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits < 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

/** Without a password in it: settings are shown. */
const webAddress = z.string().refine(
  (address) => {
    if (!URL.canParse(address)) return false;
    const { protocol, username, password } = new URL(address);
    return /^https?:$/.test(protocol) && username === '' && password === '';
  },
  { message: 'must be an http or https address without a user name or password' },
);

/** `sqlite`, or `opensearch:` with the addresses of one cluster's nodes. */
const store = z.string().refine(
  (value) =>
    value === 'sqlite' ||
    (value.startsWith('opensearch:') &&
      value
        .slice('opensearch:'.length)
        .split(',')
        .every((node) => webAddress.safeParse(node).success && /^\/?$/.test(new URL(node).pathname))),
  {
    message:
      'must be sqlite or opensearch:https://HOST:9200, several nodes with commas between; the user name and the password are settings of their own, storeUser and storePassword',
  },
);

/** Questions hold commas: as text they are divided by bars. */
const MOST_STARTERS = 8;
const questions = z
  .union([z.array(z.string()), z.string().transform((list) => list.split('|'))])
  .transform((list) => list.map((question) => question.trim()).filter((question) => question !== ''))
  .refine((list) => list.length <= MOST_STARTERS && list.every(({ length }) => length <= LONGEST_QUESTION), {
    error: `must be at most ${MOST_STARTERS} questions, with | between`,
  });

/** Every setting, with its default: the one source for flags, variables, the configuration file and code. */
export const settingsSchema = z.strictObject({
  /** Where the index lives. */
  dataDir: z.string().min(1).default('.citewell'),
  /** What holds the index: `sqlite` is a file in the data folder, `opensearch:https://HOST:9200` a cluster. */
  store: store.default('sqlite'),
  /** Begins the names of the cluster's indexes: one for each knowledge base. */
  storeIndex: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, {
      message: 'must be lower-case letters, digits, dots, hyphens and underscores, at most 100',
    })
    .default('citewell'),
  /** Whom the cluster lets in. */
  storeUser: z.string().min(1).optional(),
  storePassword: z.string().min(1).optional(),
  /** PEM file of the authority that signed the cluster's certificates, where the system does not know it. */
  storeCa: z.string().min(1).optional(),
  /** PEM files, where the cluster knows its clients by a certificate. */
  storeCertificate: z.string().min(1).optional(),
  storeKey: z.string().min(1).optional(),
  /** Of each index that is made; those that are there keep theirs. */
  storeShards: integer(1, 1_024).default(1),
  /** Copies of each shard beside the first, on as many nodes as there are for them. */
  storeReplicas: integer(0, 32).default(1),
  /** The folder of documents that is indexed by default, and that document ids are relative to. */
  knowledge: z.string().min(1).default('knowledge'),
  /**
   * Whether `index` and `serve` follow changes of the documents: told by the system, or, with `poll`, by looking at
   * every file every two seconds, which works on network drives too.
   */
  watch: z
    .union([z.boolean().transform((isOn) => (isOn ? 'on' : 'off')), z.enum(['on', 'off', 'poll'])], {
      error: 'must be on, off or poll',
    })
    .default('off'),
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 lets the system choose a free one. */
  port: integer(0, 65_535).default(8787),
  /** Sites whose pages may ask from a browser; the page of the server itself always may. */
  allowOrigins: origins.default([]),
  /** Questions that the widget proposes. */
  starters: questions.default([]),
  /** The folder that holds the embedding model and the reader. */
  models: z.string().min(1).default(join(packageRoot, 'models')),
  /**
   * The embedding model: a folder below `models`, the path of a folder (`./…`), or of a module (`.mjs`, `.js`) whose
   * default export is a LangChain `Embeddings`.
   */
  embedder: z.string().min(1).default('Xenova/e5-small-v2'),
  /** Whether the reader model reads the best passages. */
  reader: onOff.default(true),
  /** Milliseconds that the reader may take a question; 0 reads nothing. */
  readLimit: integer(0, 60_000).default(120),
  /** Threads that read, each with a model of its own (some 100 MB); 0 takes one a core, four at most. */
  readerThreads: integer(0, 64).default(0),
  /**
   * Questions answered with less confidence than this are refused, 0..1. On the development sets, half of whose
   * questions have no answer, decisions are about equally good from 0.3 to 0.45; people ask fewer such questions.
   */
  refuseBelow: z.coerce.number({ error: 'must be a number from 0 to 1' }).min(0).max(1).default(0.3),
  /** The language model that words answers: `openai:MODEL`, `anthropic:MODEL`, `ollama:MODEL`; `off` for none. */
  llm: z
    .string()
    .regex(/^(?:off|(?:openai|anthropic|ollama):\S+)$/, {
      message: 'must be openai:MODEL, anthropic:MODEL, ollama:MODEL or off',
    })
    .default('off'),
  /** Address of the server that runs the language model; empty is the provider's own. */
  llmBaseUrl: z.union([z.literal(''), webAddress]).default(''),
  /** Milliseconds that the language model may take a question, understanding it included. */
  llmDeadline: integer(100, 50_000).default(20_000),
  /** Tokens of one request to the language model: prompt and answer together, as they are estimated. */
  llmTokens: integer(1_024, 200_000).default(4_096),
  /** Requests to the language model in any minute; 0 is no limit. */
  llmRequestsPerMinute: integer(0, 100_000).default(60),
  /** Embedding workers while indexing; 0 takes one a core, as far as memory goes (some 100 MB each). */
  workers: integer(0, 64).default(0),
  /** Lets its holder change documents over HTTP and read the metrics; without it those routes are not there. */
  adminToken: token,
  /** Without it or the admin token, nothing of the API answers: for bots that are not for everybody. */
  askToken: token,
  /** Requests that one client may make of the API in a minute, 0 for any number. */
  rateLimit: integer(0, 1_000_000).default(120),
  /** Questions and searches that may be under way or waiting at once; what is more is refused at once. */
  queueLimit: integer(1, 10_000).default(32),
  /** Proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: addressRanges.default([]),
  /** Largest upload in one request, in MiB. */
  uploadLimit: integer(1, 4_096).default(100),
  /** Whether the text of unanswered and of rated questions is kept, in the data folder only. */
  keepQuestions: onOff.default(true),
  /** Whether request lines of the log have the question that was asked. */
  logQuestions: onOff.default(false),
});

export type CitewellSettings = z.infer<typeof settingsSchema>;
export type CitewellSettingsInput = z.input<typeof settingsSchema>;
export type SettingName = keyof CitewellSettings;

export const settingNames = Object.keys(settingsSchema.shape) as SettingName[];

/** Never shown, and no flags: other users of a machine can read its command lines. */
export const secretNames = [
  'adminToken',
  'askToken',
  'storePassword',
] as const satisfies readonly SettingName[];

/** A setting that has a flag. */
export type FlagName = Exclude<SettingName, (typeof secretNames)[number]>;

export const flagNames = settingNames.filter(
  (name): name is FlagName => !secretNames.some((secret) => secret === name),
);

/** `dataDir` → `CITEWELL_DATA_DIR` */
export function variableOf(name: SettingName): string {
  return `CITEWELL_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** `dataDir` → `--data-dir` */
export function flagOf(name: FlagName): string {
  return `--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
}
