import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** A row of DESIGN.md's table that is about our modules. */
interface Room {
  readonly name: string;
  /** Rooms that it may import besides itself. */
  readonly allowed: readonly string[];
  /** Whether these are named one by one. */
  readonly isListed: boolean;
}

const rooms = readRooms(readFileSync(join(ROOT, 'DESIGN.md'), 'utf8'));

function readRooms(design: string): Room[] {
  const read: Room[] = [];
  for (const [, path = '', imports = ''] of design.matchAll(
    /^\| `((?:src\/[^`]+|server\/))` \|.*\| ([^|]+) \|$/gm,
  )) {
    const isListed = imports !== 'all above';
    const listed = imports === 'nothing of ours' ? [] : imports.split(', ').map(withoutRemark);
    read.push({ name: roomOf(path), allowed: isListed ? listed : read.map(({ name }) => name), isListed });
  }
  return read;
}

/** `answering (types)` is `answering`. */
function withoutRemark(room: string): string {
  return room.replace(/ \(.*\)$/, '');
}

/** @param path relative to the root */
function roomOf(path: string): string {
  return path.replace(/^src\//, '').replace(/(?:\/.*|\.js|\.ts)$/, '');
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const specifiers = [...source.matchAll(/(?:from|import\()\s*'(\.[^']+)'|new URL\('(\.[^']+)'/g)];
  return specifiers.map((match) => relative(ROOT, resolve(dirname(file), match[1] ?? match[2] ?? '')));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name));
}

const files = [...sourceFiles('src'), ...sourceFiles('server')];
const filesOf = (room: string) => files.filter((file) => roomOf(relative(ROOT, file)) === room);

/** Files that stand in `src/` itself and have no row: they belong to no room, and every room may import them. */
const common = readdirSync(join(ROOT, 'src'))
  .filter((name) => name.endsWith('.ts'))
  .map(roomOf)
  .filter((name) => !rooms.some((room) => room.name === name));

describe('the table of DESIGN.md', () => {
  it('has a row for each room', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(rooms.map(({ name }) => name)).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
    expect(rooms.filter(({ name }) => filesOf(name).length === 0)).toEqual([]);
  });

  it.each(rooms)('lets $name import rooms above it only', ({ name, allowed }) => {
    const above = rooms.slice(
      0,
      rooms.findIndex((room) => room.name === name),
    );
    expect(above.map((room) => room.name)).toEqual(expect.arrayContaining([...allowed]));
  });
});

describe('rooms', () => {
  it.each([...rooms, ...common.map((name) => ({ name, allowed: [], isListed: true }))])(
    '$name imports what the table lets it, and no less',
    ({ name, allowed, isListed }) => {
      const imports = filesOf(name).flatMap((file) =>
        importsOf(file)
          .filter((target) => /^(?:src|server)\//.test(target))
          .map((target) => ({ file: relative(ROOT, file), target: roomOf(target) })),
      );
      const strays = imports.filter(
        ({ target }) => target !== name && !allowed.includes(target) && !common.includes(target),
      );
      expect(strays).toEqual([]);
      const used = imports.map(({ target }) => target);
      if (isListed) expect(used).toEqual(expect.arrayContaining([...allowed]));
    },
  );

  it('the web imports types, and values of files that import nothing but types', () => {
    const valuesFrom = (file: string): string[] =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type)[^;]*from '([^']+)'/gm)].map(
        ([, specifier = '']) => specifier,
      );
    const taken = sourceFiles('web').flatMap((file) =>
      valuesFrom(file)
        .filter((specifier) => /^(?:\.\.\/)+(?:src|server)\//.test(specifier))
        .map((specifier) => resolve(dirname(file), specifier).replace(/\.js$/, '.ts')),
    );
    expect(taken).toContain(join(ROOT, 'src/answering/refusal-text.ts'));
    expect(taken.filter((file) => valuesFrom(file).length > 0)).toEqual([]);
  });
});
