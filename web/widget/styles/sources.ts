import { sheet } from './sheet.js';

/** The list of sources, and the line that shows that an answer is on its way. */
export const sourceStyles = sheet`
  .sources {
    display: grid;
    gap: 0.75rem;
    margin-block-start: 0.5rem;
  }

  .source {
    border: 1px solid var(--_rule);
    border-radius: 8px;
    background: var(--_raised);
    overflow: clip;
  }

  .source-title {
    padding: 0.8rem 1rem 0;
    font-weight: 600;
    line-height: 1.35;
    text-wrap: pretty;
  }

  .source-facts {
    padding-inline: 1rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .source > ol {
    margin-block-start: 0.7rem;
  }

  .place {
    display: flex;
    gap: 0.75rem;
    inline-size: 100%;
    min-block-size: 44px;
    border-block-start: 1px solid var(--_rule);
    padding: 0.65rem 1rem;
  }

  .place:focus-visible {
    outline-offset: -3px;
  }

  .place[data-active] {
    background: color-mix(in srgb, var(--_accent) 9%, transparent);
  }

  @media (hover: hover) {
    .place:not([data-active]):hover {
      background: var(--_sunken);
    }
  }

  .place-number {
    flex: none;
    display: grid;
    place-items: center;
    min-inline-size: 1.6rem;
    block-size: 1.6rem;
    border-radius: 0.8rem;
    padding-inline: 0.35rem;
    background: color-mix(in srgb, var(--_accent) 13%, transparent);
    color: var(--_accent);
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1;
    font-variant-numeric: tabular-nums;
  }

  @media (forced-colors: active) {
    .place[data-active] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  .place .icon {
    align-self: center;
    inline-size: 16px;
    block-size: 16px;
    margin-inline-start: auto;
    color: var(--_edge);
  }

  .place .icon:dir(rtl) {
    transform: scaleX(-1);
  }

  .place-body {
    display: grid;
    align-content: center;
    gap: 0.15rem;
    min-inline-size: 0;
  }

  .place-line {
    color: var(--_muted);
    font-size: 0.9375rem;
    line-height: 1.4;
  }

  .place-quote {
    display: -webkit-box;
    overflow: hidden;
    font: 400 1.0625rem / 1.45 var(--_font-quote);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
  }

  .waiting {
    display: grid;
    gap: 0.6rem;
    margin-block-start: 1rem;
    color: var(--_muted);
  }

  .waiting > span:not(.waiting-line) {
    grid-area: 2 / 1;
  }

  .waiting-line {
    block-size: 3px;
    inline-size: 9rem;
    border-radius: 2px;
    background: linear-gradient(var(--_highlighter) 0 0) no-repeat 0 / 35% 100%, var(--_rule);
    animation: read 1.4s ease-in-out infinite alternate;
  }

  .waiting-first {
    animation: leave 0s 6s forwards;
  }

  .waiting-later {
    visibility: hidden;
    animation: arrive 0s 6s forwards;
  }

  @keyframes read {
    to {
      background-position: 100% 0, 0;
    }
  }

  @keyframes leave {
    to {
      visibility: hidden;
    }
  }

  @keyframes arrive {
    to {
      visibility: visible;
    }
  }
`;
