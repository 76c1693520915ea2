import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { CitewellError } from '../errors.js';
import { bestSpan, type SpanLogits, sentenceProbabilities, sentenceSpans } from './best-span.js';
import type { Reader, Reading, ReadingPassage } from './reader.js';
import { type ReaderModel, readerFingerprint, readReaderModel } from './reader-model.js';
import type { Scripts } from './scripts.js';
import { readVocabulary } from './vocabulary.js';
import { mergeWindows, passageWindows, type WindowReading } from './windows.js';
import { toWordBoundaries } from './word-boundaries.js';
import { type Token, WordPiece } from './word-piece.js';

/**
 * Reading of a passage that holds nothing to read. The model is not asked; both figures lie below any that it
 * gives (the lowest of either over SQuAD 2.0 and CLAPnq is above -20) and are finite, so that a calibration
 * over them stays defined.
 */
const NOTHING_TO_READ = { answerLogit: -20, spanMargin: -20 };

/** Answers that are told of each sentence: the best, and what may be of the kind asked for where that is not. */
const SPANS_PER_SENTENCE = 4;

/**
 * A cross-encoder in an ONNX file: `[CLS] question [SEP] passage [SEP]` in, span logits a token and an answer
 * logit out. It runs on the calling thread and blocks it, about 15 ms a passage of 150 tokens: meant for a
 * worker thread.
 */
export class OnnxReader implements Reader {
  readonly fingerprint: string;
  readonly scripts: Scripts;
  readonly #model: ReaderModel;
  readonly #tokeniser: WordPiece;
  #session: InferenceSession | undefined;

  private constructor(model: ReaderModel, tokeniser: WordPiece, session: InferenceSession) {
    this.fingerprint = readerFingerprint(model);
    this.scripts = model.scripts;
    this.#model = model;
    this.#tokeniser = tokeniser;
    this.#session = session;
  }

  /**
   * Verifies and loads the model in `modelFolder` (`manifest.json`, `model.onnx`, `tokenizer.json`).
   *
   * @throws CitewellError `model_missing`, `model_damaged`
   */
  static async open(modelFolder: string): Promise<OnnxReader> {
    const model = await readReaderModel(modelFolder);
    const vocabulary = await readVocabulary(modelFolder);
    try {
      const tokeniser = new WordPiece(vocabulary);
      // One thread: the reader's threads are what scales, and one thread adds in one order, so readings repeat exactly.
      const session = await InferenceSession.create(join(modelFolder, 'model.onnx'), {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
      });
      return new OnnxReader(model, tokeniser, session);
    } catch (cause) {
      throw new CitewellError(
        'model_damaged',
        `The reader model in ${modelFolder} cannot be loaded, though its files match its manifest. Restore the models folder of this package.`,
        { folder: modelFolder },
        { cause },
      );
    }
  }

  /** @throws CitewellError `engine_stopped` after {@link close} */
  async read(question: string, passages: readonly ReadingPassage[]): Promise<Reading[]> {
    const questionTokens = this.#tokeniser.tokenise(question).slice(0, this.#model.maxQuestionTokens);
    const readings: Reading[] = [];
    for (const passage of passages) readings.push(await this.#readPassage(questionTokens, passage));
    return readings;
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.release();
  }

  async #readPassage(questionTokens: readonly Token[], passage: ReadingPassage): Promise<Reading> {
    const tokens = this.#tokeniser.tokenise(passage.text);
    const prefix = [
      this.#tokeniser.classification,
      ...questionTokens.map((token) => token.id),
      this.#tokeniser.separator,
    ];
    const room = this.#model.windowTokens - prefix.length - 1;
    const windows: WindowReading[] = [];
    for (const window of passageWindows(tokens.length, room, this.#model.strideTokens)) {
      const windowTokens = tokens.slice(window.start, window.end);
      // One pair a run and no padding: 8-bit activations share one scale a batch, so neighbours would move it.
      const { answerLogit, logits } = await this.#run(prefix, windowTokens);
      windows.push({
        answerLogit,
        spanMargin: bestSpan(logits, this.#model.maxSpanTokens).margin,
        sentenceProbabilities: sentenceProbabilities(logits, windowTokens, passage.sentences),
        sentenceSpans: sentenceSpans(logits, windowTokens, passage.sentences, {
          maxTokens: this.#model.maxSpanTokens,
          count: SPANS_PER_SENTENCE,
        }).map((spans) =>
          spans.map(({ first, last, margin }) => ({
            first: window.start + first,
            last: window.start + last,
            margin,
          })),
        ),
      });
    }
    return toReading(passage, tokens, mergeWindows(windows));
  }

  async #run(prefix: readonly number[], passageTokens: readonly Token[]) {
    if (this.#session === undefined) {
      throw new CitewellError('engine_stopped', 'The reader is closed; open it again before reading.');
    }
    const ids = [...prefix, ...passageTokens.map((token) => token.id), this.#tokeniser.separator];
    const shape = [1, ids.length];
    const outputs = await this.#session.run({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length).fill(1n, prefix.length), shape),
    });
    const [answerLogit] = floats(outputs, 'answer_logit', 1);
    const logits: SpanLogits = {
      start: floats(outputs, 'start_logits', ids.length),
      end: floats(outputs, 'end_logits', ids.length),
      passageStart: prefix.length,
      passageTokens: passageTokens.length,
    };
    return { answerLogit: answerLogit ?? Number.NaN, logits };
  }
}

function toReading(
  passage: ReadingPassage,
  tokens: readonly Token[],
  merged: WindowReading | undefined,
): Reading {
  const { answerLogit, spanMargin } = merged ?? NOTHING_TO_READ;
  const wholeWords = toWordBoundaries(passage.text);
  return {
    score: answerLogit + spanMargin,
    answerLogit,
    spanMargin,
    sentenceProbabilities: merged?.sentenceProbabilities ?? passage.sentences.map(() => 0),
    sentenceSpans: (merged?.sentenceSpans ?? passage.sentences.map(() => [])).map((spans) =>
      spans.map((span) => ({
        ...wholeWords({
          start: tokens[span.first]?.start ?? 0,
          end: tokens[span.last]?.end ?? 0,
        }),
        margin: span.margin,
      })),
    ),
  };
}

/** @throws CitewellError `model_damaged` where the model lacks the output or gives it another shape or type */
function floats(outputs: InferenceSession.OnnxValueMapType, name: string, length: number): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array) || data.length !== length) {
    throw new CitewellError(
      'model_damaged',
      `The reader model gives no output ${name} of ${length} numbers. Restore the file that belongs to its manifest.`,
      { output: name, length },
    );
  }
  return data;
}
