export type { Answer, Citation, CitedDocument, RefusalReason, Turn } from './answering/answer.js';
export type { AnswerEvent, AnswerStage } from './answering/answer-events.js';
export type { Composition, DropReason, ModelShortfall } from './answering/composition.js';
export { Citewell, type IndexRunOptions, type OpenOptions } from './citewell.js';
export type {
  AskOptions,
  DocumentSummary,
  IndexStatus,
  QuestionAnswerer,
  SearchHit,
  SearchOptions,
} from './citewell-api.js';
export type { CrawlReport } from './crawling/crawl-report.js';
export type { Document, Heading, PageStart, Span, StatedSpan } from './documents/document.js';
export type { CrawlRequest } from './engine/crawl-sites.js';
export { CitewellError, type CitewellErrorCode, type CitewellErrorDetails } from './errors.js';
export type { IndexFailure, IndexProgress, IndexReport } from './indexing/index-report.js';
export type { CitewellSettings, CitewellSettingsInput } from './settings/settings-schema.js';
