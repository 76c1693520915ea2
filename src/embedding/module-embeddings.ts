import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Embeddings, type EmbeddingsInterface } from '@langchain/core/embeddings';
import { z } from 'zod';
import { CitewellError } from '../errors.js';
import { embedPartsAlone } from './embed-parts-alone.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import type { ClosableEmbeddings, PassageText, PassageVectors } from './passage-embeddings.js';

/** Milliseconds that a question's vector may take; a batch of texts may take as much for each of `TEXTS_A_LIMIT`. */
const TIME_LIMIT = 30_000;
const TEXTS_A_LIMIT = 16;
const PROBE = 'Which vectors does this model make?';

const moduleSchema = z.looseObject({
  default: z.custom<EmbeddingsInterface>((value) => {
    const methods = value as Partial<Record<string, unknown>> | null | undefined;
    return typeof methods?.['embedQuery'] === 'function' && typeof methods['embedDocuments'] === 'function';
  }),
  fingerprint: z.string().min(1).optional(),
});

/**
 * Any LangChain `Embeddings`, from a module whose default export it is. A module and not an object: objects cannot be
 * handed to the threads that ask and index, which load the module each for itself.
 */
export class ModuleEmbeddings extends Embeddings implements FingerprintedEmbeddings, ClosableEmbeddings {
  readonly workers = 1;
  private readonly closing = new AbortController();

  private constructor(
    private readonly embeddings: EmbeddingsInterface,
    readonly fingerprint: string,
    readonly dimensions: number,
  ) {
    super({});
  }

  /**
   * Loads the module and has one text embedded, which tells the dimensions.
   *
   * Its fingerprint is what the module exports as `fingerprint`, else follows from the module's own text: whoever
   * names another model there has everything embedded anew.
   *
   * @param file path of the module, relative to the working directory
   * @throws CitewellError `invalid_settings` where it is no such module; `embedder_failed`
   */
  static async open(file: string): Promise<ModuleEmbeddings> {
    const path = resolve(file);
    let exported: z.infer<typeof moduleSchema>;
    let text: string;
    try {
      text = await readFile(path, 'utf8');
      exported = moduleSchema.parse(await import(pathToFileURL(path).href));
    } catch (cause) {
      const reason =
        cause instanceof z.ZodError
          ? 'its default export has no embedQuery and embedDocuments'
          : cause instanceof Error
            ? cause.message
            : String(cause);
      throw new CitewellError(
        'invalid_settings',
        `embedder: ${path} is not a module whose default export is a LangChain Embeddings (${reason}).`,
        { file: path },
        { cause },
      );
    }
    const { default: embeddings, fingerprint } = exported;
    const unprobed = new ModuleEmbeddings(embeddings, '', 0);
    const dimensions = (await unprobed.embedQuery(PROBE)).length;
    const made = fingerprint ?? createHash('sha256').update(text).digest('hex').slice(0, 16);
    return new ModuleEmbeddings(
      embeddings,
      `module:${made.replaceAll(/\s+/gu, '_')}/${dimensions}`,
      dimensions,
    );
  }

  override async embedQuery(text: string): Promise<number[]> {
    const vectors = await this.bounded(1, async () => [await this.embeddings.embedQuery(text)]);
    return vectors[0] ?? [];
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    if (texts.length === 0) return [];
    return this.bounded(texts.length, () => this.embeddings.embedDocuments(texts));
  }

  /** Parts as texts of their own: a module tells nothing of a text's tokens. */
  embedPassages(passages: readonly PassageText[]): Promise<PassageVectors[]> {
    return embedPartsAlone(passages, (texts) => this.embedDocuments(texts));
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private async bounded(count: number, run: () => Promise<number[][]>): Promise<number[][]> {
    const limit = TIME_LIMIT * Math.ceil(count / TEXTS_A_LIMIT);
    const { signal } = this.closing;
    let clock: NodeJS.Timeout | undefined;
    let stop: () => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new CitewellError('cancelled', 'Embedding was interrupted.'));
      signal.addEventListener('abort', stop);
      clock = setTimeout(() => reject(failed(`was not done within ${limit / 1_000} seconds`)), limit);
    });
    try {
      if (signal.aborted) stop();
      const vectors = await Promise.race([run(), stopped]);
      return this.checked(vectors, count);
    } catch (error) {
      if (error instanceof CitewellError) throw error;
      throw failed(error instanceof Error ? error.message : String(error), error);
    } finally {
      clearTimeout(clock);
      signal.removeEventListener('abort', stop);
    }
  }

  /** Vectors of others come in any length, and may be missing or not be numbers. */
  private checked(vectors: readonly number[][], count: number): number[][] {
    if (vectors.length !== count) throw failed(`gave ${vectors.length} vectors for ${count} texts`);
    return vectors.map((vector) => {
      const length = Math.hypot(...vector);
      if (!Number.isFinite(length) || length === 0)
        throw failed('gave a vector that is not one of finite numbers');
      if (this.dimensions !== 0 && vector.length !== this.dimensions) {
        throw failed(`gave a vector of ${vector.length} dimensions after one of ${this.dimensions}`);
      }
      return vector.map((component) => component / length);
    });
  }
}

function failed(reason: string, cause?: unknown): CitewellError {
  return new CitewellError(
    'embedder_failed',
    `The embedder ${reason}. Try again; "citewell doctor" tests it.`,
    {},
    { cause },
  );
}
