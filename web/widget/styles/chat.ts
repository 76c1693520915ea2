import { sheet } from './sheet.js';

/** The frame of the chat: bar, scrolling conversation, field; and its empty state. */
export const chatStyles = sheet`
  :host {
    display: block;
  }

  .chat {
    container: chat / inline-size;
    position: relative;
    box-sizing: border-box;
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    inline-size: 100%;
    block-size: var(--citewell-height, min(44rem, 85dvh));
    min-block-size: 22rem;
    border: 1px solid var(--_rule);
    border-radius: 12px;
    background: var(--_paper);
    color: var(--_ink);
    font: medium / 1.5 var(--_font);
    text-align: start;
    overflow: hidden;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }

  citewell-floating-window .chat {
    block-size: 100%;
    min-block-size: 0;
    border: 0;
    border-radius: 0;
  }

  header {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    min-block-size: 3.5rem;
    border-block-end: 1px solid var(--_rule);
    padding-inline: 1.25rem 0.5rem;
  }

  .name {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 0.55rem;
    min-inline-size: 0;
    font-weight: 600;
  }

  .name .icon {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_muted);
  }

  .name span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .scroller {
    container-type: size;
    overflow-y: auto;
    overscroll-behavior-y: auto;
    scrollbar-gutter: stable;
    scrollbar-color: var(--_rule) transparent;
    scroll-behavior: smooth;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  .empty,
  .exchanges {
    box-sizing: border-box;
    inline-size: 100%;
    max-inline-size: 46rem;
    margin-inline: auto;
    padding-inline: clamp(1.25rem, 5cqi, 2.5rem);
  }

  .empty {
    display: flex;
    flex-direction: column;
    justify-content: center;
    min-block-size: 100%;
    padding-block: 2rem;
  }

  .greeting {
    font: 400 clamp(1.9rem, 6.5cqi, 2.75rem) / 1.12 var(--_font-quote);
    letter-spacing: -0.015em;
    text-wrap: balance;
  }

  .greeting-detail {
    max-inline-size: 32rem;
    margin-block: 0.9rem 2.25rem;
    color: var(--_muted);
    font-size: 1.0625rem;
    text-wrap: pretty;
  }

  .starters {
    margin-block-start: 0.35rem;
  }

  .starters li {
    border-block-end: 1px solid var(--_rule);
  }

  .starter {
    inline-size: 100%;
    min-block-size: 48px;
    padding-block: 0.6rem;
    color: var(--_accent);
    font: 400 1.125rem / 1.35 var(--_font-quote);
  }

  @media (hover: hover) {
    .starter:hover {
      text-decoration: underline;
      text-decoration-thickness: 1px;
      text-underline-offset: 0.2em;
    }
  }

  .ask-row {
    border-block-start: 1px solid var(--_rule);
    padding: 0.75rem clamp(0.75rem, 3cqi, 1.5rem) 0.5rem;
    background: var(--_paper);
  }

  @media (prefers-reduced-motion: reduce) {
    .scroller {
      scroll-behavior: auto;
    }
  }

  @media print {
    .chat {
      block-size: auto;
      border: 0;
      overflow: visible;
    }

    .scroller {
      container-type: inline-size;
      overflow: visible;
    }

    .exchange.exchange {
      content-visibility: visible;
    }

    .place-quote.place-quote {
      display: block;
    }

    .ask-row,
    header .quiet,
    .actions,
    .starters {
      display: none;
    }
  }
`;
