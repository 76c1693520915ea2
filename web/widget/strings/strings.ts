import type { RefusalReason } from '../../../src/answering/answer.js';
import type { ConfidenceLevel } from '../../../src/answering/confidence-level.js';
import type { FailureKind } from '../failure.js';

/** Every word that the widget shows, in one language. A language is one file that exports one of these. */
export interface Strings {
  /** BCP 47 language tag, for `lang` and for the form of numbers. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';

  readonly defaultHeading: string;
  readonly defaultGreeting: string;
  readonly greetingDetail: string;
  readonly startersLabel: string;
  readonly conversationLabel: string;
  readonly newChat: string;
  readonly openChat: string;
  readonly closeChat: string;

  readonly inputLabel: string;
  readonly inputPlaceholder: string;
  readonly send: string;
  readonly stop: string;
  readonly keyboardHint: string;
  charactersLeft(count: number): string;
  tooLong(excess: number, limit: number): string;

  readonly you: string;
  readonly waiting: Readonly<Record<'searching' | 'reading' | 'writing', string>>;
  readonly waitingLong: string;
  readonly stopped: string;

  readonly sources: string;
  readonly confidence: Readonly<Record<ConfidenceLevel, string>>;
  marker(number: number, title: string): string;
  /** Other documents that hold the same text: some by name, and how many more there are. */
  alsoIn(names: readonly string[], more: number): string;
  page(number: number): string;
  asked(standaloneQuestion: string): string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly editQuestion: string;
  readonly rate: string;
  readonly helpful: string;
  readonly notHelpful: string;
  readonly rated: string;
  readonly rateFailed: string;
  readonly commentLabel: string;
  readonly sendComment: string;
  answeredAloud(text: string, sources: number): string;

  readonly refusalLabel: string;
  readonly refusals: Readonly<Record<RefusalReason, { readonly title: string; readonly advice: string }>>;
  readonly related: string;
  readonly relatedNote: string;
  readonly tryInstead: string;

  readonly failureLabel: string;
  readonly failures: Readonly<Record<FailureKind, { readonly title: string; readonly advice: string }>>;
  readonly retry: string;
  retryIn(seconds: number): string;
  reference(requestId: string): string;

  readonly sourceLabel: string;
  readonly relatedLabel: string;
  position(number: number, count: number): string;
  readonly previous: string;
  readonly next: string;
  readonly close: string;
  readonly openOriginal: string;
  readonly loadingSource: string;
  readonly verified: string;
  readonly changed: string;
  readonly unavailable: string;
  readonly showEarlier: string;
  readonly showLater: string;
}
