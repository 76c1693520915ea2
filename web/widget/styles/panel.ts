import { sheet } from './sheet.js';

/** The source panel: a sheet at the edge of the window, the whole screen on a phone. */
export const panelStyles = sheet`
  dialog {
    position: fixed;
    inset: 0.75rem 0.75rem 0.75rem auto;
    inline-size: min(28rem, 100dvi - 1.5rem);
    block-size: auto;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    border: 1px solid var(--_rule);
    border-radius: 12px;
    padding: 0;
    background: var(--_raised);
    color: var(--_ink);
    font: 1rem / 1.5 var(--_font);
    box-shadow: var(--_shadow);
    overflow: hidden;
  }

  dialog:is([open], :popover-open) {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    animation: arrive 180ms ease-out;
  }

  dialog:dir(rtl) {
    inset: 0.75rem auto 0.75rem 0.75rem;
  }

  /* Beside a floating chat, which stands in the corner. */
  :host([beside]) dialog {
    inset-inline-end: calc(26rem + 2.5rem);
  }

  dialog:popover-open::backdrop {
    background: none;
  }

  @media (max-width: 832px) {
    dialog,
    :host([beside]) dialog,
    dialog:dir(rtl) {
      inset: 0;
      inline-size: 100dvi;
      block-size: 100dvb;
      border: 0;
      border-radius: 0;
    }
  }

  /* Too low for three rows, as with a page zoomed in: then all of it scrolls. */
  @media (max-height: 480px) {
    dialog:is([open], :popover-open) {
      display: block;
      overflow-y: auto;
    }

    dialog .text {
      overflow: visible;
    }
  }

  .icon-button:dir(rtl) .icon {
    transform: scaleX(-1);
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateX(1rem);
    }
  }

  header {
    border-block-end: 1px solid var(--_rule);
    padding-block: 0.5rem 1rem;
    padding-inline: 1.5rem;
  }

  .bar {
    display: flex;
    align-items: center;
    margin-inline-end: -1rem;
  }

  .bar .label {
    flex: 1;
  }

  .label[data-role='related'] {
    color: var(--_caution);
  }

  h2 {
    font: 600 1.3125rem / 1.25 var(--_font-quote);
    letter-spacing: -0.01em;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }

  h2:focus-visible {
    outline: none;
  }

  .facts,
  .place {
    color: var(--_muted);
    font-size: 0.9375rem;
  }

  .facts {
    margin-block-start: 0.3rem;
  }

  .facts:empty,
  .place:empty {
    display: none;
  }

  .text {
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1.25rem 1.5rem 2.5rem;
    scrollbar-color: var(--_rule) transparent;
    font: 400 1.0625rem / 1.65 var(--_font-quote);
    overflow-wrap: break-word;
  }

  .text:focus-visible {
    outline-offset: -3px;
  }

  .text > p {
    white-space: pre-wrap;
  }

  .text > p + p {
    margin-block-start: 0.9em;
  }

  .text > .heading {
    margin-block-start: 1.6em;
    font-weight: 600;
  }

  .text > .heading[data-level='1'] {
    font-size: 1.1875rem;
    line-height: 1.3;
  }

  .text > .heading + p {
    margin-block-start: 0.35em;
  }

  mark {
    background: var(--_tint);
    color: inherit;
    padding-block: 0.15em;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }

  mark strong {
    border-radius: 2px;
    padding-block: 0.15em;
    background: var(--_highlighter);
    color: var(--_on-highlighter);
    font-weight: 600;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }

  .more {
    margin-block: 0.5rem;
    font-family: var(--_font);
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
    min-block-size: 3.5rem;
    border-block-start: 1px solid var(--_rule);
    padding: 0.35rem 1.5rem;
    font-size: 0.875rem;
  }

  .standing {
    flex: 1 1 14rem;
    display: flex;
    align-items: center;
    gap: 0.45rem;
    color: var(--_muted);
    line-height: 1.35;
  }

  .standing .icon {
    inline-size: 18px;
    block-size: 18px;
    color: light-dark(#2c6b3f, #8fd0a3);
  }

  .standing:is([data-kind='changed'], [data-kind='unavailable']) {
    color: var(--_caution);
  }

  a {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-block-size: 44px;
    color: var(--_accent);
    font-weight: 600;
    text-underline-offset: 0.2em;
  }

  a .icon {
    inline-size: 16px;
    block-size: 16px;
  }
`;
