import { type CSSResult, unsafeCSS } from 'lit';

/** The custom property that holds the widget's own root size. */
const UNIT = '--_rem';

/**
 * A style sheet in which `rem` means the reader's own text size, and not that of the host page's root element,
 * which pages set to anything (`html { font-size: 62.5% }`). For constant texts only.
 */
export function sheet(text: TemplateStringsArray): CSSResult {
  return unsafeCSS(text.join('').replace(/(-?\d*\.?\d+)rem\b/g, `calc($1 * var(${UNIT}))`));
}

/** Makes the unit a length, so that `1em` becomes absolute where it is set. Once per page, before the first element. */
export function registerUnit(): void {
  CSS.registerProperty({ name: UNIT, syntax: '<length>', inherits: true, initialValue: '16px' });
}
