import { sheet } from './sheet.js';

/** What every part of the widget shares: a clean start, focus, and the small controls. */
export const baseStyles = sheet`
  :host([hidden]) {
    display: none;
  }

  .chat {
    all: initial;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  p,
  h2,
  h3,
  h4,
  ol,
  ul,
  blockquote {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }

  button,
  textarea {
    margin: 0;
    border: 0;
    padding: 0;
    background: none;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    text-align: start;
  }

  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }

  button[aria-disabled='true'] {
    cursor: default;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .icon {
    flex: none;
    display: block;
  }

  .label {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
    letter-spacing: 0.01em;
  }

  .quiet {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    min-block-size: 44px;
    border-radius: 6px;
    padding-inline: 0.6rem;
    color: var(--_muted);
    font-size: 0.875rem;
    white-space: nowrap;
  }

  .quiet .icon {
    inline-size: 17px;
    block-size: 17px;
  }

  .quiet.strong {
    color: var(--_accent);
    font-weight: 600;
  }

  .icon-button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 8px;
    color: var(--_muted);
  }

  .icon-button[aria-disabled='true'] {
    opacity: 0.35;
  }

  @media (hover: hover) {
    .quiet:hover,
    .icon-button:not([aria-disabled='true']):hover {
      background: var(--_sunken);
      color: var(--_ink);
    }
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 1ms !important;
    }
  }

  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }

    mark strong {
      text-decoration: underline 2px;
    }
  }
`;
