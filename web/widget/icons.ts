import { html, svg, type TemplateResult } from 'lit';

function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"
    fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">
    ${svg`<path d=${path} />`}
  </svg>`;
}

function filledIcon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"
    fill="currentColor">${svg`<path d=${path} />`}</svg>`;
}

export const askIcon = icon('M12 19V5M5.5 11.5 12 5l6.5 6.5');
export const stopIcon = filledIcon('M7 8a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1z');
export const closeIcon = icon('M6 6l12 12M18 6 6 18');
export const previousIcon = icon('M14.5 6 8.5 12l6 6');
export const nextIcon = icon('M9.5 6l6 6-6 6');
export const copyIcon = icon('M9 9h10v11H9zM5 15V4h10');
export const editIcon = icon('M4 20h4L19 9l-4-4L4 16zM13 7l4 4');
export const retryIcon = icon('M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6');
export const newChatIcon = icon('M12 5v14M5 12h14');
export const externalIcon = icon('M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9');
export const checkIcon = icon('M5 12.5l4.5 4.5L19 7');
export const quoteIcon = filledIcon('M3 18h5l3-6V5H3v8h3.5zM13 18h5l3-6V5h-8v8h3.5z');
export const helpfulIcon = icon(
  'M7 11v9H4v-9zM7 11l4-7a2 2 0 0 1 2 2v4h5.5a2 2 0 0 1 2 2.4l-1.3 6a2 2 0 0 1-2 1.6H7',
);
export const notHelpfulIcon = icon(
  'M17 13V4h3v9zM17 13l-4 7a2 2 0 0 1-2-2v-4H5.500a2 2 0 0 1-2-2.400l1.300-6a2 2 0 0 1 2-1.600H17',
);
