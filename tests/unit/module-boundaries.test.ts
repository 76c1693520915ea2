import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Files that belong to no room and that every room may import. */
const COMMON = [
  'make-folder',
  'visible-text',
  'errors',
  'file-sha256',
  'package-root',
  'model-files',
  'version',
  'ask-limits',
  'event-stream',
];

/** The table of DESIGN.md: what each room may import besides itself. Types of the answer are the API's. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  documents: [],
  threads: [],
  settings: [],
  passages: ['documents'],
  embedding: ['threads'],
  store: ['documents', 'passages', 'threads'],
  crawling: ['documents'],
  indexing: ['crawling', 'documents', 'passages', 'embedding', 'store', 'threads'],
  retrieval: ['store', 'embedding', 'passages', 'citewell-api'],
  reading: ['documents', 'passages', 'threads'],
  answering: ['retrieval', 'reading', 'passages', 'documents', 'store'],
  composing: ['answering', 'passages', 'documents'],
  'citewell-api': ['answering', 'documents'],
  evaluation: [
    'passages',
    'answering',
    'retrieval',
    'reading',
    'passages',
    'indexing',
    'store',
    'embedding',
    'settings',
    'documents',
    'citewell-api',
  ],
  backup: ['store', 'indexing', 'embedding', 'feedback', 'settings'],
  engine: [
    'backup',
    'crawling',
    'answering',
    'retrieval',
    'reading',
    'indexing',
    'store',
    'embedding',
    'settings',
    'documents',
    'threads',
    'citewell-api',
  ],
  uploads: ['documents', 'indexing'],
  watching: ['documents', 'indexing'],
  feedback: ['answering', 'threads'],
  citewell: [
    'engine',
    'composing',
    'answering',
    'indexing',
    'settings',
    'threads',
    'documents',
    'citewell-api',
  ],
};

const ROOT = resolve(import.meta.dirname, '../..');

function roomOf(file: string): string {
  const path = relative(join(ROOT, 'src'), file).split('/');
  return (path[0] ?? '').replace(/\.(?:js|ts)$/, '');
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const specifiers = [...source.matchAll(/(?:from|import\()\s*'(\.[^']+)'|new URL\('(\.[^']+)'/g)];
  return specifiers.map((match) => resolve(dirname(file), match[1] ?? match[2] ?? ''));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name));
}

describe('rooms', () => {
  it.each(Object.entries(ALLOWED))('%s imports only what lies below it', (room, allowed) => {
    const files = sourceFiles('src').filter((file) => roomOf(file) === room);
    expect(files.length).toBeGreaterThan(0);
    const strays = files.flatMap((file) =>
      importsOf(file)
        .map(roomOf)
        .filter((target) => target !== room && !allowed.includes(target) && !COMMON.includes(target))
        .map((target) => `${relative(ROOT, file)} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('the server imports the façade, and the rooms of what only a server does', () => {
    const facade = [
      'citewell',
      'citewell-api',
      'errors',
      'ask-limits',
      'answering',
      'uploads',
      'feedback',
      'visible-text',
      'event-stream',
    ];
    const strays = sourceFiles('server').flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith(join(ROOT, 'src')))
        .map(roomOf)
        .filter((target) => !facade.includes(target))
        .map((target) => `${relative(ROOT, file)} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('the web imports nothing but types', () => {
    const strays = sourceFiles('web').filter((file) =>
      /^import (?!type)[^;]*from '(?:\.\.\/)+src/m.test(readFileSync(file, 'utf8')),
    );
    expect(strays).toEqual([]);
  });
});
