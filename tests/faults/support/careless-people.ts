import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RandomInteger } from '../../../src/evaluation/metrics/random.js';

const MOST_FILES = 200;

/** A folder that people and their programs work in, as quick as they can. */
export class CarelessPeople {
  /** What a reader finds at last: text by path below the folder. */
  readonly files = new Map<string, string>();
  private written = 0;

  constructor(
    readonly folder: string,
    private readonly random: RandomInteger,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** One change of the folder. */
  act(): void {
    const acts = [this.add, this.write, this.saveByRename, this.saveWithBackup, this.rename, this.remove];
    const act = this.files.size < 5 ? this.add : acts[this.random(acts.length)];
    (this.files.size > MOST_FILES ? this.remove : act)?.call(this);
    if (this.random(100) === 0) this.renameFolder();
  }

  private add(): void {
    const folder = this.random(3) === 0 ? '' : `part-${this.random(6)}/`;
    const name = `${folder}file-${this.written}.txt`;
    this.put(name, this.text());
  }

  private write(): void {
    const name = this.anyName();
    writeFileSync(this.path(name), 'Half of what is to');
    this.put(name, this.text());
  }

  /** As most programs save: a file beside it, which takes its place. */
  private saveByRename(): void {
    const name = this.anyName();
    const text = this.text();
    writeFileSync(this.path(`${name}.tmp-${this.written}`), text);
    renameSync(this.path(`${name}.tmp-${this.written}`), this.path(name));
    this.files.set(name, text);
  }

  /** As vim saves: a swap file, the old file renamed, a new one, the old one removed. */
  private saveWithBackup(): void {
    const name = this.anyName();
    const swap = this.path(join(dirname(name), `.file-${this.written}.txt.swp`));
    copyFileSync(this.path(name), swap);
    renameSync(this.path(name), this.path(`${name}~`));
    this.put(name, this.text());
    rmSync(this.path(`${name}~`));
    rmSync(swap);
  }

  private rename(): void {
    const name = this.anyName();
    const next = `${name.replace(/[^/]*$/u, '')}renamed-${this.written++}.txt`;
    renameSync(this.path(name), this.path(next));
    this.files.set(next, this.files.get(name) ?? '');
    this.files.delete(name);
  }

  private remove(): void {
    const name = this.anyName();
    rmSync(this.path(name));
    this.files.delete(name);
  }

  private renameFolder(): void {
    const name = this.anyName();
    const from = name.slice(0, name.indexOf('/') + 1);
    if (from === '') return;
    const to = `moved-${this.written++}/`;
    renameSync(this.path(from), this.path(to));
    for (const [path, text] of [...this.files]) {
      if (!path.startsWith(from)) continue;
      this.files.delete(path);
      this.files.set(to + path.slice(from.length), text);
    }
  }

  private put(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
    this.files.set(name, text);
  }

  private text(): string {
    return `Note ${this.written++} says that harbour ${this.random(1_000)} was sold in ${1700 + this.random(300)}.`;
  }

  private anyName(): string {
    return [...this.files.keys()][this.random(this.files.size)] ?? '';
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}
