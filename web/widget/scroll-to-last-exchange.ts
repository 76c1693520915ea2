/** The rule above an exchange, which is to be out of sight. Pixels. */
const RULE = 2;

/**
 * Brings the newest question to the top of the chat, so that what arrives below it never moves what is being read.
 * Scrolls the chat only, never the page around it.
 */
export function scrollToLastExchange(root: ParentNode): void {
  const scroller = root.querySelector('.scroller');
  const last = root.querySelector('.exchange:last-child');
  if (scroller === null || last === null) return;
  const distance = last.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTo({ top: scroller.scrollTop + distance + RULE });
}

/** The same once the chat has a height: one in a closed window, or in a hidden part of the page, can't be scrolled. */
export function scrollToLastExchangeWhenShown(root: ParentNode): void {
  const scroller = root.querySelector('.scroller');
  if (scroller === null) return;
  new ResizeObserver((_, observer) => {
    if (scroller.clientHeight === 0) return;
    observer.disconnect();
    scrollToLastExchange(root);
  }).observe(scroller);
}
