import type { Citation } from '../answering/answer.js';
import type { QuestionAnswerer } from '../citewell-api.js';
import type { Span } from '../documents/document.js';
import { CitewellError } from '../errors.js';
import { locateSpan } from './locate-span.js';
import { holdsAnswer } from './metrics/answer-match.js';
import { type DocumentSpan, overlaps } from './metrics/span-overlap.js';
import {
  type AnnotatedSpan,
  answersAreShort,
  type EvaluationQuestion,
  type EvaluationSet,
} from './question-set.js';

/** What an excerpt of a question can be judged by, the surest first. */
export type Criterion = 'answer' | 'span' | 'document';

/** An excerpt as far as it is judged. */
export type JudgedExcerpt = Pick<Citation, 'start' | 'end' | 'quote'> & {
  readonly document: { readonly id: string };
  readonly alsoIn?: readonly { readonly id: string }[];
};

/** A set's annotations, tied to the texts that were indexed. */
export class GoldStandard {
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private readonly paragraphSpans = new Map<string, readonly (Span & { readonly id: string })[]>();
  private readonly locatedSpans = new Map<AnnotatedSpan, Promise<DocumentSpan>>();
  private readonly shortAnswers: boolean;

  constructor(
    private readonly answerer: Pick<QuestionAnswerer, 'getDocument'>,
    private readonly set: EvaluationSet,
  ) {
    this.shortAnswers = answersAreShort(set.questions);
  }

  /** The indexed text of a document; `undefined` where it is not indexed. */
  text(documentId: string): Promise<string | undefined> {
    const known = this.texts.get(documentId) ?? this.fetchText(documentId);
    this.texts.set(documentId, known);
    return known;
  }

  /**
   * A question's annotated spans in UTF-16 code units of the indexed texts.
   *
   * @throws CitewellError `invalid_dataset` where a document is not indexed or does not hold the span's text.
   */
  async spans(question: EvaluationQuestion): Promise<DocumentSpan[]> {
    return Promise.all(
      question.spans.map((span) => {
        const located = this.locatedSpans.get(span) ?? this.located(span, `question "${question.id}"`);
        this.locatedSpans.set(span, located);
        return located;
      }),
    );
  }

  /** The unit of retrieval in which a span of a document lies: the document, or the paragraph it overlaps most. */
  private async unitOf(documentId: string, span: Span): Promise<string> {
    const paragraphs = await this.paragraphs(documentId);
    let best = documentId;
    let most = 0;
    for (const paragraph of paragraphs) {
      const common = Math.min(paragraph.end, span.end) - Math.max(paragraph.start, span.start);
      if (common > most) {
        most = common;
        best = paragraph.id;
      }
    }
    return best;
  }

  /** Answers where the set's are short enough to be quoted, else spans, else relevant documents. */
  criterion(question: EvaluationQuestion): Criterion | undefined {
    if (this.holdsShortAnswers(question)) return 'answer';
    if (question.spans.length > 0) return 'span';
    return question.relevant.size > 0 ? 'document' : undefined;
  }

  /** Whether a quote can be expected to hold an answer of the question. */
  holdsShortAnswers(question: EvaluationQuestion): boolean {
    return this.shortAnswers && question.answers.length > 0;
  }

  /**
   * Whether an excerpt answers a question by the surest criterion; nothing answers an unanswerable question.
   *
   * @returns `undefined` where the set holds nothing to judge by.
   */
  async isRight(
    question: EvaluationQuestion,
    excerpt: JudgedExcerpt | undefined,
  ): Promise<boolean | undefined> {
    if (question.answerable === false) return false;
    const criterion = this.criterion(question);
    if (criterion === undefined) return undefined;
    if (excerpt === undefined) return false;
    if (criterion === 'answer') return holdsAnswer(excerpt.quote, question.answers);
    if (criterion === 'span') {
      const wanted = await this.spans(question);
      return citedSpans(excerpt).some((cited) => wanted.some((span) => overlaps(span, cited)));
    }
    return (await this.unitsOf(excerpt, excerpt)).some((unit) => question.relevant.has(unit));
  }

  /** The units in which a span lies: one in each document that holds the text. */
  async unitsOf(cited: Pick<JudgedExcerpt, 'document' | 'alsoIn'>, span: Span): Promise<string[]> {
    const { document, alsoIn = [] } = cited;
    return Promise.all([document, ...alsoIn].map(({ id }) => this.unitOf(id, span)));
  }

  private async paragraphs(documentId: string): Promise<readonly (Span & { readonly id: string })[]> {
    const paragraphs = this.set.paragraphs.get(documentId);
    if (paragraphs === undefined) return [];
    const known = this.paragraphSpans.get(documentId);
    if (known !== undefined) return known;
    const located = await Promise.all(
      paragraphs.map(async (paragraph) => ({
        ...(await this.located(paragraph, `paragraph "${paragraph.id}"`)),
        id: paragraph.id,
      })),
    );
    this.paragraphSpans.set(documentId, located);
    return located;
  }

  private async located(annotation: AnnotatedSpan, owner: string): Promise<DocumentSpan> {
    const { documentId } = annotation;
    const text = await this.text(documentId);
    const span = text === undefined ? undefined : locateSpan(text, annotation);
    if (span === undefined) {
      const problem = text === undefined ? 'is not in the index' : 'does not hold its text';
      throw new CitewellError(
        'invalid_dataset',
        `${this.set.name}, ${owner}: the document "${documentId}" ${problem}.`,
        { dataset: this.set.name, document: documentId },
      );
    }
    return { documentId, ...span };
  }

  private async fetchText(documentId: string): Promise<string | undefined> {
    try {
      return (await this.answerer.getDocument(documentId)).text;
    } catch (error) {
      if (error instanceof CitewellError && error.code === 'not_found') return undefined;
      throw error;
    }
  }
}

/** A text's copies have the same offsets. */
export function citedSpans(excerpt: JudgedExcerpt): [DocumentSpan, ...DocumentSpan[]] {
  const { document, alsoIn = [], start, end } = excerpt;
  const spanOf = ({ id }: { readonly id: string }) => ({ documentId: id, start, end });
  return [spanOf(document), ...alsoIn.map(spanOf)];
}
