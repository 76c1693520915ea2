import { randomBytes } from 'node:crypto';
import type { Answer, Citation } from '../answering/answer.js';
import type { QuotablePassage, ScoredPassage } from '../answering/citation.js';
import type { ModelShortfall } from '../answering/composition.js';
import { REFUSALS } from '../answering/refusal-text.js';
import { CLAIMS_JSON_SCHEMA } from './claim.js';
import { ClaimScanner } from './claim-scanner.js';
import { Draft } from './draft.js';
import { Evidence } from './guard/evidence.js';
import type { ModelCalls } from './models/model-calls.js';
import { claimsPrompt } from './prompt.js';

export interface ComposeRequest {
  /** What is answered without a model; its decision to answer stands. */
  readonly extractive: Answer;
  /** Best first. */
  readonly passages: readonly ScoredPassage[];
  readonly maxCitations: number;
  /** Milliseconds that the model may take. */
  readonly milliseconds: number;
  readonly signal: AbortSignal;
  /** Told of each verified claim's citations, then of its text. */
  readonly onCitation?: (citation: Citation) => void;
  readonly onText?: (text: string) => void;
}

/** Characters a token in a model's text, at most: output beyond this many times the tokens is not an answer. */
const CHARACTERS_PER_TOKEN = 8;

/**
 * Lets a language model write the answer, and shows of it what the passages prove. What else happens (no model, no
 * time, no sense), the question has its extractive answer.
 */
export class Composer {
  constructor(
    private readonly calls: ModelCalls,
    private readonly tokens: { readonly prompt: number; readonly output: number },
  ) {}

  /** @throws CitewellError `cancelled`, and whatever the listeners throw */
  async compose(request: ComposeRequest): Promise<Answer> {
    const { extractive, maxCitations } = request;
    const started = performance.now();
    const fence = randomBytes(6).toString('hex');
    const settings = { tokens: this.tokens.prompt, fence };
    const question = extractive.standaloneQuestion;
    const { prompt, passages } = claimsPrompt(question, request.passages, settings);
    const scores = new Map<QuotablePassage, number>(
      request.passages.map((passage) => [passage, passage.score]),
    );
    const draft = new Draft(
      new Evidence(passages, question),
      maxCitations,
      (passage) => scores.get(passage) ?? 0,
    );
    const scanner = new ClaimScanner();
    let endless = false;
    const failure = await this.calls.call({
      prompt,
      schema: CLAIMS_JSON_SCHEMA,
      milliseconds: request.milliseconds,
      signal: request.signal,
      onPiece: (piece) => {
        for (const claim of scanner.push(piece)) {
          if (draft.full) break;
          const addition = draft.take(claim);
          for (const citation of addition?.citations ?? []) request.onCitation?.(citation);
          if (addition) request.onText?.(addition.text);
        }
        endless = scanner.length > this.tokens.output * CHARACTERS_PER_TOKEN;
        return !draft.full && !endless;
      },
    });
    const shortfall = failure ?? (endless ? 'endless_output' : undefined);
    return {
      ...this.outcome(extractive, draft, scanner, shortfall),
      timings: { ...extractive.timings, ...timed(extractive, performance.now() - started) },
    };
  }

  private outcome(
    extractive: Answer,
    draft: Draft,
    scanner: ClaimScanner,
    shortfall?: ModelShortfall,
  ): Answer {
    const composition = { model: this.calls.model.name, ...draft.counts };
    if (draft.text !== '') {
      return {
        ...extractive,
        text: draft.text,
        citations: draft.citations,
        composer: 'llm',
        composition: { ...composition, ...(shortfall && { shortfall }) },
      };
    }
    if (shortfall === undefined && !draft.sawClaims && scanner.refused) {
      const reason = 'related_but_no_answer';
      return {
        ...extractive,
        outcome: 'not_found',
        reason,
        text: REFUSALS[reason],
        citations: [],
        related: extractive.citations,
        composer: 'llm',
        composition,
      };
    }
    const why = shortfall ?? (draft.sawClaims ? 'nothing_verified' : 'malformed_output');
    return {
      ...extractive,
      composer: 'extractive_fallback',
      composition: { ...composition, shortfall: why },
    };
  }
}

function timed({ timings }: Answer, milliseconds: number): Record<string, number> {
  const compose = Math.round(milliseconds * 100) / 100;
  return { compose, total: (timings['total'] ?? 0) + compose };
}
