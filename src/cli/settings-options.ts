import { type Command, Option } from 'commander';
import { type LoadedSettings, loadSettings } from '../settings/load-settings.js';
import { type FlagName, flagNames, flagOf, variableOf } from '../settings/settings-schema.js';

/** A placeholder that is empty makes a flag without a value, with its opposite. */
const DESCRIPTIONS: Readonly<Record<FlagName, readonly [placeholder: string, description: string]>> = {
  dataDir: ['folder', 'where the index lives (default .citewell)'],
  store: ['sqlite|opensearch:url', 'what holds the index (default sqlite)'],
  storeIndex: ['name', "begins the names of the cluster's indexes (default citewell)"],
  storeUser: ['name', 'whom the cluster lets in; its password is CITEWELL_STORE_PASSWORD'],
  storeCa: ['file', "PEM file of the authority that signed the cluster's certificates"],
  storeCertificate: ['file', 'PEM file of a certificate that the cluster knows us by'],
  storeKey: ['file', 'PEM file of its key'],
  storeShards: ['number', 'shards of each index that is made (default 1)'],
  storeReplicas: ['number', 'copies of each beside the first, at most (default 1)'],
  knowledge: ['folder', 'documents to index (default knowledge)'],
  watch: ['', 'follow changes of the documents, index and serve only (default off)'],
  host: ['address', 'address to listen on (default 127.0.0.1)'],
  port: ['number', 'port to listen on, 0 picks one (default 8787)'],
  allowOrigins: ['list', 'sites whose pages may show the widget, commas between, or * (default none)'],
  models: ['folder', 'folder of the models (default: those that come with Citewell)'],
  embedder: ['model', 'embedding model: folder of an ONNX model, or module of a LangChain Embeddings'],
  starters: ['list', 'questions that the widget proposes, | between (default none)'],
  reader: ['on|off', 'whether the reader model reads the best passages (default on)'],
  readerThreads: ['number', 'threads that read, 0 takes one a core, four at most (default 0)'],
  readLimit: ['ms', 'time that the reader may take a question (default 120)'],
  refuseBelow: ['0..1', 'refuse answers of less confidence than this (default 0.3)'],
  llm: [
    'provider:model|off',
    'language model that words answers: openai:, anthropic:, ollama: (default off)',
  ],
  llmBaseUrl: ['url', 'server that runs it (default: the provider)'],
  llmDeadline: ['ms', 'time that it may take a question (default 20000)'],
  llmTokens: ['number', 'tokens of one request to it, prompt and answer (default 4096)'],
  llmRequestsPerMinute: ['number', 'requests to it in any minute, 0 for no limit (default 60)'],
  workers: [
    'number',
    'embedding workers while indexing, 0 takes one a core as far as memory goes (default 0)',
  ],
  rateLimit: ['number', 'requests a client may make in a minute, 0 for any number (default 120)'],
  queueLimit: ['number', 'questions being answered or waiting at once (default 32)'],
  trustedProxies: ['list', 'proxies whose X-Forwarded-For is believed, commas between (default none)'],
  uploadLimit: ['MiB', 'largest upload in one request (default 100)'],
  keepQuestions: ['on|off', 'keep the text of unanswered and rated questions (default on)'],
  logQuestions: ['on|off', 'write questions into the request log (default off)'],
};

/** Adds a flag for each setting. Values stay text here; the settings' schema checks flags and variables alike. */
export function addSettingsOptions(command: Command): Command {
  for (const name of flagNames) {
    const [placeholder, description] = DESCRIPTIONS[name];
    const flag = flagOf(name);
    const explained = `${description} [${variableOf(name)}]`;
    command.addOption(new Option(placeholder === '' ? flag : `${flag} <${placeholder}>`, explained));
    if (placeholder === '') command.addOption(new Option(flag.replace(/^--/, '--no-')).hideHelp());
  }
  return command;
}

/** @throws CitewellError `invalid_settings` */
export function settingsOf(command: Command): LoadedSettings {
  const options = command.opts<Partial<Record<FlagName, unknown>>>();
  return loadSettings(Object.fromEntries(flagNames.map((name) => [name, options[name]])));
}
