import type { Prompt, TextModel } from '../../../../src/composing/models/text-model.js';

type Writing = AsyncIterable<string> | Iterable<string>;

/** A model that writes what the test says; `prompts` has what it was asked. */
export class FakeModel implements TextModel {
  readonly name = 'fake:model';
  readonly prompts: Prompt[] = [];

  constructor(private readonly writing: (attempt: number, signal: AbortSignal) => Writing) {}

  async *write(prompt: Prompt, { signal }: { signal: AbortSignal }): AsyncIterable<string> {
    this.prompts.push(prompt);
    yield* this.writing(this.prompts.length, signal);
  }
}

/** Writes a text in pieces of the given length. */
export function piecesOf(text: string, length = 7): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, piece) =>
    text.slice(piece * length, (piece + 1) * length),
  );
}

/** Begins and never goes on, whatever its signal says. */
export async function* hanging(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
  await new Promise(() => undefined);
}
