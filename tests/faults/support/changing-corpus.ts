import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomInteger } from '../../../src/evaluation/metrics/random.js';

const PLACES = ['lighthouse', 'harbour', 'observatory', 'station', 'archive', 'mill'];
const FACTS = ['opened', 'closed', 'burnt down', 'was painted', 'changed its keeper', 'was sold'];

/** A folder of text files that people add to, change and delete. */
export class ChangingCorpus {
  /** Content by name. */
  readonly files = new Map<string, string>();
  private written = 0;

  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  add(random: RandomInteger, name = 'file'): void {
    this.put(`${name}-${this.written++}.txt`, random);
  }

  /** Adds, changes and deletes about a third of the files, but keeps their number near to what it was. */
  change(random: RandomInteger): void {
    const share = Math.ceil(this.files.size / 9);
    for (let count = 0; count < share; count++) {
      this.put(this.anyName(random), random);
      this.remove(this.anyName(random));
      this.add(random);
    }
  }

  private anyName(random: RandomInteger): string {
    return [...this.files.keys()][random(this.files.size)] ?? '';
  }

  private put(name: string, random: RandomInteger): void {
    const paragraphs = Array.from({ length: 4 + random(12) }, () => paragraph(random));
    const content = paragraphs.join('\n\n');
    this.files.set(name, content);
    writeFileSync(join(this.folder, name), content);
  }

  private remove(name: string): void {
    this.files.delete(name);
    rmSync(join(this.folder, name));
  }
}

function paragraph(random: RandomInteger): string {
  const sentences = Array.from({ length: 6 + random(6) }, () => {
    const place = PLACES[random(PLACES.length)];
    return `The ${place} of district ${random(500)} ${FACTS[random(FACTS.length)]} in ${1700 + random(320)}.`;
  });
  return sentences.join(' ');
}
