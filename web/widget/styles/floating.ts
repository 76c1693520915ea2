import { sheet } from './sheet.js';

/** The floating form: a button in the corner and the window that it opens. */
export const floatingStyles = sheet`
  :host {
    display: contents;
  }

  .launcher {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: max(1rem, env(safe-area-inset-bottom));
    inset-inline-end: 1rem;
    display: inline-flex;
    align-items: center;
    gap: 0.55rem;
    min-block-size: 52px;
    border-radius: 26px;
    padding-inline: 1.1rem 1.3rem;
    background: var(--_ink);
    color: var(--_paper);
    font: 600 1rem / 1.2 var(--_font);
    box-shadow: var(--_shadow);
  }

  :host([position='start']) .launcher {
    inset-inline: 1rem auto;
  }

  .launcher:focus-visible {
    outline-offset: 3px;
  }

  dialog {
    position: fixed;
    inset: auto;
    inset-block-end: 5.25rem;
    inset-inline-end: 1rem;
    inline-size: 26rem;
    block-size: min(44rem, 100dvb - 6.5rem);
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    border: 1px solid var(--_rule);
    border-radius: 14px;
    padding: 0;
    background: var(--_paper);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    overflow: hidden;
  }

  :host([position='start']) dialog {
    inset-inline: 1rem auto;
  }

  @media (max-width: 640px) {
    dialog,
    :host([position='start']) dialog {
      inset: 0;
      inline-size: 100dvi;
      block-size: 100dvb;
      border: 0;
      border-radius: 0;
    }

    .launcher[aria-expanded='true'] {
      visibility: hidden;
    }
  }

  @media print {
    .launcher {
      display: none;
    }
  }
`;
