import { css } from 'lit';

/** The list of sources, and the line that shows that an answer is on its way. */
export const cardStyles = css`
  .cards {
    display: grid;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }

  .card {
    display: flex;
    gap: 0.85rem;
    inline-size: 100%;
    min-block-size: 44px;
    border: 1px solid var(--_rule);
    border-radius: 8px;
    padding: 0.75rem 0.9rem;
    background: var(--_raised);
    transition: border-color 120ms;
  }

  .card[data-active] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  @media (hover: hover) {
    .card:hover {
      border-color: var(--_edge);
    }
  }

  .card-number {
    flex: none;
    min-inline-size: 1.1ch;
    color: var(--_accent);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .card-body {
    display: grid;
    gap: 0.1rem;
    min-inline-size: 0;
  }

  .card-title {
    font-weight: 600;
    line-height: 1.35;
    text-wrap: pretty;
  }

  .card-facts,
  .card-place {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .card-quote {
    display: -webkit-box;
    overflow: hidden;
    margin-block-start: 0.35rem;
    font: 400 1rem / 1.5 var(--_font-quote);
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
