import { sheet } from './sheet.js';

/** The card that shows a citation's quote beside its marker. */
export const previewStyles = sheet`
  .preview {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    max-inline-size: min(24rem, 100dvi - 1rem);
    max-block-size: 40dvb;
    margin: 0;
    border: 1px solid var(--_rule);
    border-radius: 8px;
    padding: 0.75rem 0.9rem;
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    overflow-y: auto;
  }

  .preview-quote {
    font: 400 1rem / 1.5 var(--_font-quote);
  }

  .preview-quote mark {
    background: none;
    color: inherit;
  }

  .preview-quote strong {
    border-radius: 2px;
    padding-block: 0.1em;
    background: var(--_highlighter);
    color: var(--_on-highlighter);
    font-weight: 600;
  }

  .preview-title {
    margin-block-start: 0.4rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
`;
