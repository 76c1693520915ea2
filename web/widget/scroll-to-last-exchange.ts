import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The rule above an exchange, which is to be out of sight. Pixels. */
const RULE = 2;
/** Within this the question stands where it is to stand: browsers round what they scroll to. Pixels. */
const ROUNDING = 1;

/** Without a `scroll` for so long, a scroll has ended. Milliseconds. */
const STILL = 150;

/** What a person does to scroll, or to point at something that must not move. */
const GESTURES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Brings the newest question to the top of the chat, so that what arrives below it never moves what is being read.
 * Scrolls the chat only, never the page around it.
 *
 * Where the question stands changes on the way: exchanges out of sight are not laid out before they come into sight
 * (`content-visibility`), the field grows and shrinks, a closed window has no height. So the aim is taken anew with
 * every change of the layout, until the question is there once, or the person scrolls.
 */
export class ScrollToLastExchange implements ReactiveController {
  #underWay: AbortController | undefined;

  constructor(private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#underWay?.abort();
  }

  /** @param behavior `auto`: smoothly, unless the system asks for less motion */
  async start(behavior: ScrollBehavior = 'auto'): Promise<void> {
    this.#underWay?.abort();
    const underWay = new AbortController();
    const { signal } = underWay;
    this.#underWay = underWay;
    await this.host.updateComplete;
    const scroller = this.host.renderRoot.querySelector('.scroller');
    const last = scroller?.querySelector('.exchange:last-child');
    if (!scroller || !last || signal.aborted) return;

    let aim: number | undefined;
    const takeAim = (): void => {
      // Of a closed window: it is opened later.
      if (scroller.clientHeight === 0) return;
      const distance = last.getBoundingClientRect().top - scroller.getBoundingClientRect().top + RULE;
      const wanted = Math.min(scroller.scrollTop + distance, scroller.scrollHeight - scroller.clientHeight);
      if (!last.isConnected || Math.abs(wanted - scroller.scrollTop) <= ROUNDING) underWay.abort();
      else if (wanted !== aim) scroller.scrollTo({ top: wanted, behavior });
      aim = wanted;
    };
    const layout = new ResizeObserver(takeAim);
    for (const element of [scroller, ...scroller.querySelectorAll('.exchange')]) layout.observe(element);
    signal.addEventListener('abort', () => layout.disconnect());
    const ended = (): void => {
      aim = undefined;
      takeAim();
    };
    onScrollEnd(scroller, ended, signal);
    const giveWay = (): void => {
      underWay.abort();
      // A smooth scroll that is under way would go on against a wheel.
      scroller.scrollTo({ top: scroller.scrollTop, behavior: 'instant' });
    };
    for (const gesture of GESTURES) scroller.addEventListener(gesture, giveWay, { signal, passive: true });
  }
}

/** Listens for `scrollend`, or for what tells of it in browsers that have none (older Safari). */
function onScrollEnd(scroller: Element, ended: () => void, signal: AbortSignal): void {
  if ('onscrollend' in window) {
    scroller.addEventListener('scrollend', ended, { signal });
    return;
  }
  let still: number | undefined;
  const scrolled = (): void => {
    clearTimeout(still);
    still = window.setTimeout(ended, STILL);
  };
  scroller.addEventListener('scroll', scrolled, { signal, passive: true });
  signal.addEventListener('abort', () => clearTimeout(still));
}
