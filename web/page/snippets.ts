/** How long a button says that it has copied, in milliseconds. */
const COPIED_SHOWN = 2_000;

/** Fills in the code to copy, with this server's own address and a question that it can answer. */
export function showSnippets(base: URL, question: string, isPrivate: boolean): void {
  const texts = {
    'embed-code': `<script src="${base}widget.js" async></script>\n<citewell-chat${isPrivate ? ' token="…"' : ''}></citewell-chat>`,
    'http-code': `curl ${base}api/ask \\\n  -H 'content-type: application/json' \\\n${isPrivate ? '  -H "Authorization: Bearer $CITEWELL_ASK_TOKEN" \\\n' : ''}  -d '${JSON.stringify({ question })}'`,
  };
  for (const [id, text] of Object.entries(texts)) {
    const code = document.getElementById(id);
    if (code !== null) code.textContent = text;
  }
}

/** Makes each button with `data-copies` put the text of the element with that id on the clipboard. */
export function connectCopyButtons(): void {
  // Undefined outside secure contexts, whatever the type says: then the text is there to be selected.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
    button.hidden = clipboard === undefined;
    button.addEventListener('click', () => {
      const text = document.getElementById(button.dataset['copies'] ?? '')?.textContent ?? '';
      void clipboard.writeText(text).then(() => {
        button.textContent = 'Copied';
        setTimeout(() => {
          button.textContent = 'Copy';
        }, COPIED_SHOWN);
      });
    });
  }
}
