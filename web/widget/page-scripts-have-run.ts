/**
 * Waits until the scripts that the page came with have run, which may set attributes (a token, an endpoint) of an
 * element that was there before them.
 */
export async function pageScriptsHaveRun(): Promise<void> {
  if (document.readyState === 'complete') return;
  // Which of them is next can't be told: at `interactive` the first may be over.
  await new Promise<void>((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    window.addEventListener('load', () => resolve(), { once: true });
  });
}
