import { CONFIDENCE_LABELS } from '../../../src/answering/confidence-level.js';
import { REFUSALS, RELATED } from '../../../src/answering/refusal-text.js';
import type { Strings } from './strings.js';

/** English, the language that every other one is translated from. */
export const english: Strings = {
  language: 'en',
  direction: 'ltr',

  defaultHeading: 'Ask the documents',
  defaultGreeting: 'Ask. Then check the answer.',
  greetingDetail:
    'Every answer is quoted word for word from a document, and opens at the place where it stands.',
  startersLabel: 'Questions to start with',
  conversationLabel: 'Conversation',
  newChat: 'New chat',
  openChat: 'Ask a question',
  closeChat: 'Close chat',

  inputLabel: 'Your question',
  inputPlaceholder: 'Ask a question…',
  send: 'Ask',
  stop: 'Stop',
  keyboardHint: 'Enter to ask, Shift + Enter for a new line',
  charactersLeft: (count) => `${count.toLocaleString('en')} characters left`,
  tooLong: (excess, limit) =>
    `Too long by ${excess.toLocaleString('en')} characters: a question may have ${limit.toLocaleString('en')}.`,

  you: 'You asked',
  waiting: {
    searching: 'Looking through the documents…',
    reading: 'Reading the best passages…',
    writing: 'Writing, and checking each sentence against its source…',
  },
  waitingLong: 'Still looking. This takes longer than usual…',
  stopped: 'Stopped before there was an answer.',

  sources: 'Sources',
  confidence: CONFIDENCE_LABELS,
  marker: (number, title) => `Source ${number}: ${title}`,
  alsoIn: (names, more) => `Also in ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  page: (number) => `page ${number}`,
  asked: (standaloneQuestion) => `Understood as: ${standaloneQuestion}`,
  copy: 'Copy with citations',
  copied: 'Copied',
  copyFailed: 'Copying is not allowed here',
  editQuestion: 'Edit question',
  rate: 'Did this help?',
  helpful: 'Helpful',
  notHelpful: 'Not helpful',
  rated: 'Thank you.',
  rateFailed: 'That could not be sent. Try again.',
  commentLabel: 'What was wrong or missing?',
  sendComment: 'Send',
  answeredAloud: (text, sources) => `${text} ${sources === 1 ? 'One source.' : `${sources} sources.`}`,

  refusalLabel: 'No sure answer found',
  refusals: {
    nothing_relevant: {
      title: REFUSALS.nothing_relevant,
      advice: 'Try other words, or name the person, company or thing that you mean.',
    },
    related_but_no_answer: {
      title: REFUSALS.related_but_no_answer,
      advice: 'The excerpts below may hold it in other words.',
    },
    not_a_question: {
      title: REFUSALS.not_a_question,
      advice: 'Ask for something that a document could state: who, what, when, where, how much, why.',
    },
    empty_knowledge: {
      title: REFUSALS.empty_knowledge,
      advice: 'Whoever runs this page has to add some first.',
    },
  },
  related: RELATED,
  relatedNote: 'Judge for yourself whether one of them answers.',
  tryInstead: 'You could ask',

  failureLabel: 'Not answered yet',
  failures: {
    unreachable: {
      title: 'The server can’t be reached.',
      advice: 'Check your connection, then try again. Your question is kept.',
    },
    timed_out: { title: 'The server took too long.', advice: 'Try again. Your question is kept.' },
    not_ready: {
      title: 'The documents are still being read.',
      advice: 'Answers are possible as soon as that is done.',
    },
    rate_limited: {
      title: 'Too many questions at once.',
      advice: 'The server asks to wait a moment.',
    },
    rejected: { title: 'The server did not accept this question.', advice: 'Change it and ask again.' },
    server_error: {
      title: 'Something went wrong on the server.',
      advice: 'Try again. Your question is kept.',
    },
    unexpected_response: {
      title: 'The server sent something that is not an answer.',
      advice: 'Try again. If it stays like this, tell whoever runs this page.',
    },
    interrupted: {
      title: 'The page was left before the answer came.',
      advice: 'Try again. Your question is kept.',
    },
  },
  retry: 'Try again',
  retryIn: (seconds) => `Trying again in ${seconds} s`,
  reference: (requestId) => `Reference: ${requestId}`,

  sourceLabel: 'Source',
  relatedLabel: 'Nearest excerpt',
  position: (number, count) => `${number} of ${count}`,
  previous: 'Previous citation',
  next: 'Next citation',
  close: 'Close source',
  openOriginal: 'Open original',
  loadingSource: 'Opening the document…',
  verified: 'Checked: the quote stands in this document, word for word.',
  changed: 'The document has changed since this answer. This is the passage as it was quoted.',
  unavailable: 'The document can’t be opened right now. This is the passage as it was quoted.',
  showEarlier: 'Show earlier text',
  showLater: 'Show later text',
};
