import { sheet } from './sheet.js';

/** The field to ask in. */
export const formStyles = sheet`
  :host {
    display: block;
  }

  .field {
    display: flex;
    align-items: flex-end;
    gap: 0.25rem;
    border: 1px solid var(--_edge);
    border-radius: 12px;
    padding: 3px;
    background: var(--_raised);
  }

  .field:focus-within {
    border-color: var(--_accent);
    box-shadow: 0 0 0 1px var(--_accent);
  }

  .field[data-invalid] {
    border-color: var(--_caution);
    box-shadow: 0 0 0 1px var(--_caution);
  }

  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 44px;
    max-block-size: min(11rem, 30dvh);
    padding: 0.6rem 0.75rem;
    color: var(--_ink);
    font-size: max(1rem, 16px);
    line-height: 1.45;
    resize: none;
    field-sizing: content;
    scrollbar-width: thin;
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .ask {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 9px;
    background: var(--_ink);
    color: var(--_paper);
  }

  .ask[aria-disabled='true'] {
    background: transparent;
    color: var(--_muted);
  }

  .note {
    min-block-size: 1.5rem;
    padding: 0.3rem 0.25rem 0;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  .note[data-invalid] {
    color: var(--_caution);
    font-weight: 600;
  }

  @media (hover: none), (max-height: 480px) {
    .note:has(.hint) {
      min-block-size: 0.25rem;
      padding: 0;
    }

    .hint {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .field:focus-within {
      outline: 2px solid Highlight;
      outline-offset: 2px;
    }

    .ask {
      border: 1px solid ButtonText;
    }
  }
`;
