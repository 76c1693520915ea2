import { sheet } from './sheet.js';

/**
 * Paper, ink, one blue for what can be pressed and one highlighter for what answers. Pairs of text and ground keep a
 * contrast of at least 4.5 : 1 in both schemes. Custom properties reach the nested elements by inheritance.
 */
export const tokenStyles = sheet`
  :host {
    --_paper: var(--citewell-paper, light-dark(#fcfaf5, #181713));
    --_raised: light-dark(#ffffff, #211f1a);
    --_sunken: light-dark(#f4f0e6, #12110e);
    --_ink: var(--citewell-ink, light-dark(#211e18, #ece7da));
    --_muted: light-dark(#645d4f, #aaa292);
    --_rule: light-dark(#e3dccb, #38342b);
    --_edge: light-dark(#8d8472, #787060);
    --_accent: var(--citewell-accent, light-dark(#1f4396, #a5bffa));
    --_highlighter: var(--citewell-highlighter, light-dark(#ffe45e, #e8cb45));
    --_on-highlighter: #1d1a12;
    --_tint: light-dark(#fff6cf, #3a3416);
    --_caution: light-dark(#8f3a1d, #f0a987);
    --_caution-ground: light-dark(#fbf0e7, #2a1f18);
    --_font: var(--citewell-font, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    --_font-quote: var(
      --citewell-font-quote,
      'Iowan Old Style',
      'Palatino Linotype',
      Palatino,
      'Noto Serif',
      'Source Serif 4',
      Georgia,
      serif
    );
    --_shadow: 0 1px 2px rgb(0 0 0 / 6%), 0 12px 40px rgb(0 0 0 / 14%);
  }

  .chat,
  citewell-floating-window {
    --_rem: 1em;
    color-scheme: light dark;
    font-size: medium;
  }

  :host([theme='light']) :is(.chat, citewell-floating-window) {
    color-scheme: light;
  }

  :host([theme='dark']) :is(.chat, citewell-floating-window) {
    color-scheme: dark;
  }

  @media print {
    .chat {
      color-scheme: light !important;
    }
  }
`;
