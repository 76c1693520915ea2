import type { ResolvedQuestion } from '../retrieval/follow-up.js';
import type { Retrieval, Retriever } from '../retrieval/retriever.js';
import { isSmallTalk, leansOnNothing } from '../retrieval/small-talk.js';
import type { Answer, Citation, RefusalReason, Turn } from './answer.js';
import type { AnswerStage } from './answer-events.js';
import { AskedVersions } from './asked-versions.js';
import { type ChosenExcerpt, chooseExcerpts } from './choose-excerpts.js';
import { citableExcerpts } from './citable-excerpts.js';
import { citationOf } from './citation.js';
import { answerText } from './compose-text.js';
import { type ConfidenceModels, confidenceOf, modelFor } from './confidence.js';
import { type PassageEvidence, weighEvidence } from './evidence.js';
import { type AnswerFeatures, featuresOf, isRecord } from './features.js';
import { withReason } from './gives-reason.js';
import type { DocumentTexts } from './links/document-texts.js';
import { METHOD } from './method.js';
import type { NearestField } from './nearest-field.js';
import type { PassageReading } from './passage-reading.js';
import { analyseQuestion } from './question-analysis.js';
import { passageScore } from './rank-sentences.js';
import { ReadingTime } from './reading-time.js';
import { RecordExamination } from './record-examination.js';
import { REFUSALS } from './refusal-text.js';
import { Stopwatch } from './stopwatch.js';

export interface AnswererSettings {
  /** Milliseconds that the reader may take a question. */
  readonly readLimit: number;
  /** Answers of less confidence are refused, 0..1. */
  readonly refuseBelow: number;
}

export interface AnswerRequest {
  /** The answer's id. */
  readonly id: string;
  readonly question: string;
  readonly history: readonly Turn[];
  readonly maxCitations: number;
  readonly index: { readonly generation: number; readonly fingerprint: string; readonly empty: boolean };
  readonly signal: AbortSignal;
  readonly onStage: (stage: AnswerStage) => void;
  /** The question as it stands alone, where a language model has said so. */
  readonly rewritten?: string | undefined;
  /** Told of the passages that an answer was chosen from, best first; not of those of a refusal. */
  readonly onPassages?: (passages: readonly PassageEvidence[]) => void;
}

/** All that a decision rests on: what the calibration is fitted on. */
export interface Deliberation {
  /** Best first. */
  readonly passages: readonly PassageEvidence[];
  readonly passagesRead: number;
  readonly excerpts: readonly ChosenExcerpt[];
  /** Whether the reader has had its say about the best excerpt: of a record, about that record. */
  readonly isRead: boolean;
  /** Undefined where no passage was found. */
  readonly features: AnswerFeatures | undefined;
}

export interface RankedEvidence {
  readonly retrieval: Retrieval;
  /** Best first by search and reader together. */
  readonly passages: readonly PassageEvidence[];
  readonly passagesRead: number;
}

/** Question → answer: retrieves, reads, chooses excerpts, and decides whether the best of them answers. */
export class Answerer {
  private readonly records: RecordExamination;

  constructor(
    private readonly retriever: Pick<Retriever, 'retrieve' | 'understand'>,
    private readonly reading: PassageReading | undefined,
    private readonly calibration: ConfidenceModels,
    private readonly settings: AnswererSettings,
    fields: Pick<NearestField, 'of'>,
    /** Left out where nobody follows links: they are then less exact. */
    private readonly texts?: DocumentTexts,
  ) {
    this.records = new RecordExamination(fields, reading);
  }

  /** @throws CitewellError `cancelled` */
  async answer(request: AnswerRequest): Promise<Answer> {
    const { id, question, history, maxCitations, index, signal, onStage } = request;
    const stopwatch = new Stopwatch(onStage);
    stopwatch.begin('searching');
    const resolved = await this.retriever.understand(question, history, request.rewritten);
    const common = {
      id,
      question,
      standaloneQuestion: resolved.standalone,
      composer: 'extractive',
      index: { generation: index.generation, fingerprint: index.fingerprint },
    } as const;
    const refuse = (
      reason: RefusalReason,
      rest: Pick<Answer, 'confidence' | 'related' | 'passagesRead'>,
    ): Answer => ({
      ...common,
      outcome: 'not_found',
      reason,
      text: REFUSALS[reason],
      citations: [],
      ...rest,
      timings: stopwatch.timings(),
    });

    const nothing = { confidence: 0, related: [], passagesRead: 0 };
    if (isSmallTalk(question) || (history.length === 0 && leansOnNothing(question))) {
      return refuse('not_a_question', nothing);
    }
    if (index.empty) return refuse('empty_knowledge', nothing);

    const { passages, excerpts, features, passagesRead, isRead } = await this.deliberate(
      resolved,
      maxCitations,
      signal,
      stopwatch,
    );
    stopwatch.begin('writing');
    const model = modelFor(this.calibration, isRecord(excerpts[0]), isRead);
    const certainty = features ? confidenceOf(model, features) : 0;
    const citable = citableExcerpts(excerpts, passagesRead > 0);
    const cited = resolved.asksForReason ? withReason(citable) : citable;
    // However sure it is: a fact does not answer why, and what is about another thing answers nothing.
    const isBeside = cited === undefined || excerpts[0]?.best.sentence.namesOther === true;
    const confidence = isBeside ? certainty * this.settings.refuseBelow : certainty;
    stopwatch.lap('decide');
    if (!features || confidence < this.settings.refuseBelow) {
      const reason = features && isRelated(features) ? 'related_but_no_answer' : 'nothing_relevant';
      const { kind } = analyseQuestion(resolved.question);
      const related = await this.cite(chooseExcerpts(passages, maxCitations, kind, 'related'));
      return refuse(reason, { confidence, related, passagesRead });
    }
    request.onPassages?.(passages);
    const shown = await this.cite(cited ?? citable);
    return {
      ...common,
      outcome: 'answered',
      text: answerText(shown),
      confidence,
      citations: shown,
      related: [],
      passagesRead,
      timings: stopwatch.timings(),
    };
  }

  private async cite(excerpts: readonly ChosenExcerpt[]): Promise<Citation[]> {
    const cited = (await this.texts?.of(excerpts.map(({ passage }) => passage))) ?? [];
    return excerpts.map((excerpt, position) =>
      citationOf({ ...excerpt, passage: cited[position] ?? excerpt.passage }, position + 1),
    );
  }

  /** Everything up to the decision. @throws CitewellError `cancelled` */
  async deliberate(
    resolved: ResolvedQuestion,
    excerptLimit: number,
    signal: AbortSignal,
    stopwatch = new Stopwatch(),
  ): Promise<Deliberation> {
    const time = new ReadingTime(this.settings.readLimit, signal);
    const evidence = await this.rank(resolved, METHOD.passages, signal, stopwatch, time);
    const excerpts = chooseExcerpts(evidence.passages, excerptLimit, analyseQuestion(resolved.question).kind);
    stopwatch.lap('choose');
    const [first] = excerpts;
    const { passagesRead } = evidence;
    const isAnyRead = passagesRead > 0;
    const record =
      first && (await this.records.of(first, evidence.retrieval, resolved, isAnyRead, time, stopwatch));
    const isRead = isRecord(first) ? record?.reading !== undefined : isAnyRead;
    stopwatch.lap('read');
    const features =
      first &&
      featuresOf(resolved.standalone, evidence.retrieval.stemWeights, evidence.passages, first, record);
    return { passages: evidence.passages, passagesRead, excerpts, isRead, features };
  }

  /** The best passages, best first, with all that speaks for them. @throws CitewellError `cancelled` */
  async rank(
    resolved: ResolvedQuestion,
    limit: number,
    signal: AbortSignal,
    stopwatch = new Stopwatch(),
    time = new ReadingTime(this.settings.readLimit, signal),
  ): Promise<RankedEvidence> {
    const found = await this.retriever.retrieve(resolved, limit, () => stopwatch.lap('embed'));
    // Read first: to search, `4.2.1` is three numbers that many passages hold.
    const retrieval = { ...found, passages: new AskedVersions(resolved.question).first(found.passages) };
    stopwatch.lap('retrieve');
    if (this.reading) stopwatch.begin('reading');
    const readings = (await this.reading?.read(resolved.question, retrieval.passages, time)) ?? [];
    stopwatch.lap('read');
    const passages = weighEvidence(retrieval, resolved, readings).sort(
      (a, b) => passageScore(b) - passageScore(a),
    );
    return { retrieval, passages, passagesRead: readings.length };
  }
}

/** A passage that is about the same thing: near in meaning, in words, or by the names that are asked about. */
function isRelated({ passageCosine, passageCoverage, namesHeld }: AnswerFeatures): boolean {
  const { cosine, coverage } = METHOD.related;
  return passageCosine >= cosine || passageCoverage >= coverage || namesHeld > 0;
}
