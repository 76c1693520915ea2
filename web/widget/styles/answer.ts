import { sheet } from './sheet.js';

/** Exchanges: the question as a headline, the answer as a quotation, its sources as an apparatus below. */
export const answerStyles = sheet`
  .exchanges {
    padding-block: 1.75rem 2.5rem;
  }

  /*
   * A long conversation costs no layout where it is out of sight. The last exchange but one is laid out still: its
   * height, remembered from then on, is what the newest question is scrolled by.
   */
  .exchange {
    contain-intrinsic-block-size: auto 28rem;
  }

  .exchange:not(:nth-last-child(-n + 2)) {
    content-visibility: auto;
  }

  .exchange + .exchange {
    margin-block-start: 2.25rem;
    border-block-start: 1px solid var(--_rule);
    padding-block-start: 2rem;
  }

  /* Room below the newest question, so that it can stand at the top while its answer arrives. */
  .exchange:last-child:not(:first-child) {
    min-block-size: calc(100cqb - 2.5rem + 2px);
  }

  .question {
    font: 600 1.375rem / 1.25 var(--_font-quote);
    letter-spacing: -0.01em;
    text-wrap: pretty;
    white-space: pre-wrap;
  }

  .understood {
    margin-block-start: 0.35rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  blockquote {
    position: relative;
    margin-block-start: 1rem;
    padding-inline-start: 1.15rem;
    font: 400 1.1875rem / 1.6 var(--_font-quote);
    text-wrap: pretty;
    white-space: pre-line;
  }

  blockquote::before {
    content: '';
    position: absolute;
    inset-block: 0.3em;
    inset-inline-start: 0;
    inline-size: 3px;
    border-radius: 2px;
    background: var(--_ink);
  }

  /* Inline, and broken by what nobody copies: a block's text would be copied with line breaks that no document has. */
  .record,
  .record > div,
  .record dt,
  .record dd {
    display: inline;
    margin: 0;
    white-space: pre-wrap;
  }

  .record > div + div::before {
    content: '\\A';
  }

  .record dt {
    color: var(--_muted);
    font: 0.9375rem / 1 var(--_font);
  }

  .prose {
    margin-block-start: 0.75rem;
    padding-inline-start: 1.15rem;
    color: var(--_muted);
    line-height: 1.6;
    white-space: pre-line;
  }

  @media (forced-colors: active) {
    blockquote {
      border-inline-start: 3px solid CanvasText;
    }

    .marker {
      border: 1px solid ButtonText;
    }

    .gauge {
      --_ink: CanvasText;
      --_rule: GrayText;
      forced-color-adjust: none;
    }
  }

  .answer mark {
    border-radius: 2px;
    padding: 0.08em 0.14em;
    margin-inline: -0.08em;
    background: var(--_highlighter);
    color: var(--_on-highlighter);
    font-weight: 600;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }

  .marker {
    position: relative;
    display: inline-grid;
    place-items: center;
    min-inline-size: 1.6rem;
    block-size: 1.6rem;
    border-radius: 0.8rem;
    margin-inline: 0.15rem;
    padding-inline: 0.35rem;
    background: color-mix(in srgb, var(--_accent) 13%, transparent);
    color: var(--_accent);
    font: 600 0.8125rem / 1 var(--_font);
    font-variant-numeric: tabular-nums;
    vertical-align: 0.08em;
  }

  /* The finger's target is larger than what is drawn. Markers in a row share the room between them. */
  .marker::after {
    content: '';
    position: absolute;
    inset-block: calc((1.6rem - 44px) / 2);
    inset-inline: max(-0.4rem, (1.6rem - 44px) / 2);
  }

  .marker:only-of-type::after {
    inset-inline: calc((1.6rem - 44px) / 2);
  }

  .marker + .marker {
    margin-inline-start: 0.35rem;
  }

  .marker[data-active] {
    background: var(--_accent);
    color: var(--_paper);
  }

  .confidence {
    display: flex;
    align-items: center;
    gap: 0.55rem;
    margin-block: 1rem 1.5rem;
    color: var(--_muted);
    font-size: 0.9375rem;
  }

  .gauge {
    flex: none;
    inline-size: 26px;
    block-size: 12px;
    background: linear-gradient(var(--_ink) 0 0) no-repeat 0 / var(--_filled, 100%) 100%, var(--_rule);
    mask: repeating-linear-gradient(90deg, #000 0 6px, transparent 6px 10px);
  }

  [data-level='medium'] .gauge {
    --_filled: 16px;
  }

  [data-level='low'] .gauge {
    --_filled: 6px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    margin-block-start: 0.5rem;
    margin-inline-start: -0.6rem;
  }

  .rating {
    display: flex;
    align-items: center;
    margin-inline-start: auto;
  }

  .rate {
    min-inline-size: 44px;
    justify-content: center;
  }

  .rate[aria-pressed='true'] {
    color: var(--_accent);
  }

  .rate[aria-pressed='true'] path {
    fill: color-mix(in srgb, currentColor 22%, transparent);
  }

  .rating-state:not(:empty) {
    padding-inline-start: 0.35rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .comment {
    display: flex;
    flex-basis: 100%;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
    padding-inline-start: 0.6rem;
  }

  .comment label {
    display: grid;
    flex: 1 1 16rem;
    gap: 0.25rem;
  }

  .comment textarea {
    inline-size: 100%;
    border: 1px solid var(--_rule);
    border-radius: 6px;
    padding: 0.5rem 0.65rem;
    resize: vertical;
  }

  .comment textarea:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }

  .refusal,
  .failure,
  .stopped {
    margin-block-start: 1rem;
  }

  .kicker {
    color: var(--_caution);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .refusal {
    border: 1px dashed var(--_edge);
    border-radius: 10px;
    padding: 1.1rem 1.25rem 0.5rem;
  }

  .failure {
    border: 1px solid color-mix(in srgb, var(--_caution) 35%, transparent);
    border-radius: 10px;
    padding: 1.1rem 1.25rem 0.5rem;
    background: var(--_caution-ground);
  }

  .refusal-title {
    margin-block-start: 0.2rem;
    font-size: 1.0625rem;
    font-weight: 600;
    text-wrap: pretty;
  }

  .advice,
  .label-note,
  .reference {
    color: var(--_muted);
    text-wrap: pretty;
  }

  .reference {
    margin-block-start: 0.25rem;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .countdown {
    margin-block-start: 0.5rem;
    font-variant-numeric: tabular-nums;
  }

  .related {
    margin-block: 1.25rem;
  }

  .advice + .label {
    margin-block-start: 1.25rem;
  }

  .refusal .starters {
    margin-block-end: 0.5rem;
  }

  .refusal .starters li:last-child {
    border-block-end: 0;
  }

  .label-note {
    font-size: 0.875rem;
  }
`;
