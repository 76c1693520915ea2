import { html, nothing, type TemplateResult } from 'lit';
import type { Answer, Citation } from '../../src/answering/answer.js';
import { confidenceLevel } from '../../src/answering/confidence-level.js';
import { type AnswerPiece, quotedNumbers, readAnswerText } from './answer-text.js';
import type { ChatActions } from './chat-actions.js';
import { PREVIEW_ID } from './citation-preview.js';
import type { Segment } from './highlight.js';
import { checkIcon, copyIcon, editIcon } from './icons.js';
import type { RatingState } from './rating.js';
import { ratingView } from './rating-view.js';
import { recordView } from './record-view.js';
import { sourceList } from './source-list.js';
import type { Strings } from './strings/strings.js';

/** What an answer's view needs besides the answer. */
export interface AnswerViewState {
  /** The citation that is open in the source panel. */
  readonly active: Citation | undefined;
  /** The citation whose quote is shown beside its marker. */
  readonly previewed: Citation | undefined;
  readonly copyState: 'copied' | 'failed' | undefined;
  readonly rating: RatingState | undefined;
}

/** Text with markers, and what they stand for. */
type QuotedText = Pick<Answer, 'text' | 'citations'>;

/** An answer: its quoted words with markers, how sure it is, and the sources below. */
export function answerView(
  answer: Answer,
  state: AnswerViewState,
  actions: ChatActions,
  strings: Strings,
): TemplateResult {
  const level = confidenceLevel(answer);
  const copyLabel = { copied: strings.copied, failed: strings.copyFailed, idle: strings.copy };
  return html`<div class="answer" part="answer">
    ${
      answer.standaloneQuestion && answer.standaloneQuestion !== answer.question
        ? html`<p class="understood">${strings.asked(answer.standaloneQuestion)}</p>`
        : nothing
    }
    ${answerTextView(answer, state, actions, strings)}
    <p class="confidence" data-level=${level}><span class="gauge" aria-hidden="true"></span>${strings.confidence[level]}</p>
    <h4 class="label">${strings.sources}</h4>
    ${sourceList(
      {
        citations: answer.citations,
        role: 'source',
        quoted: quotedNumbers(answer.text, answer.citations),
        active: state.active,
      },
      actions,
      strings,
    )}
    <div class="actions">
      <button type="button" class="quiet" part="action" @click=${() => actions.copy(answer)}>
        ${state.copyState === 'copied' ? checkIcon : copyIcon}<span aria-live="polite">${copyLabel[state.copyState ?? 'idle']}</span>
      </button>
      <button type="button" class="quiet" part="action" @click=${() => actions.edit(answer.question)}>
        ${editIcon}${strings.editQuestion}
      </button>
      ${ratingView(answer.id, state.rating, actions, strings)}
    </div>
  </div>`;
}

/** An answer's words with their markers, whole or as far as they have come. */
export function answerTextView(
  answer: QuotedText,
  state: Pick<AnswerViewState, 'active' | 'previewed'>,
  actions: ChatActions,
  strings: Strings,
): TemplateResult[] {
  return readAnswerText(answer.text, answer.citations).map(({ pieces, isQuote }) => {
    const quoted = pieces.flatMap((piece) =>
      piece.kind === 'text' && piece.segment.emphasis !== 'plain' ? [piece.segment] : [],
    );
    const record = isQuote ? recordView(quoted, segmentView) : undefined;
    const content = (record === undefined ? pieces : pieces.slice(quoted.length)).map((piece) =>
      pieceView(piece, answer, state, actions, strings),
    );
    return isQuote
      ? html`<blockquote dir="auto">${record ?? nothing}${content}</blockquote>`
      : html`<p class="prose" dir="auto">${content}</p>`;
  });
}

function pieceView(
  piece: AnswerPiece,
  answer: QuotedText,
  state: Pick<AnswerViewState, 'active' | 'previewed'>,
  actions: ChatActions,
  strings: Strings,
): TemplateResult | string {
  if (piece.kind === 'text') return segmentView(piece.segment);
  const { citation } = piece;
  return html`<button type="button" class="marker" part="marker" aria-haspopup="dialog"
    aria-label=${strings.marker(citation.number, citation.document.title)}
    aria-describedby=${citation === state.previewed ? PREVIEW_ID : nothing}
    ?data-active=${citation === state.active}
    @pointerenter=${(event: PointerEvent) => previewOnPointer(event, citation, answer, actions)}
    @pointerleave=${actions.endPreview}
    @focus=${(event: FocusEvent) => previewOnFocus(event, citation, answer, actions)}
    @blur=${actions.endPreview}
    @click=${(event: Event) => actions.openCitation(answer.citations, citation, 'source', event.currentTarget)}
  >${citation.number}</button>`;
}

function segmentView({ text, emphasis }: Segment): TemplateResult | string {
  return emphasis === 'answer' ? html`<mark part="highlight">${text}</mark>` : text;
}

function previewOnPointer(
  event: PointerEvent,
  citation: Citation,
  answer: QuotedText,
  actions: ChatActions,
): void {
  if (event.pointerType !== 'touch') preview(event, citation, answer, actions);
}

/** Not for the focus that a click or a closing panel gives. */
function previewOnFocus(
  event: FocusEvent,
  citation: Citation,
  answer: QuotedText,
  actions: ChatActions,
): void {
  const marker = event.currentTarget;
  if (marker instanceof Element && marker.matches(':focus-visible'))
    preview(event, citation, answer, actions);
}

/** Not where the quote stands beside its marker. */
function preview(event: Event, citation: Citation, answer: QuotedText, actions: ChatActions): void {
  if (!answer.text.includes(citation.quote)) actions.preview(citation, event.currentTarget);
}
