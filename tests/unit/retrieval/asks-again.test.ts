import { describe, expect, it } from 'vitest';
import { asksAgain } from '../../../src/retrieval/asks-again.js';

describe('a message that asks for what was said', () => {
  it.each([
    'Are you sure?',
    'are you really sure about that',
    'Really?',
    'Is that true?',
    "I don't believe you",
    "That's not true!",
    'How do you know?',
    'how can you be sure of that?',
    'Says who?',
    'Where does it say that?',
    'source?',
    "What's your source for this?",
    'Which page?',
    'Can you prove it?',
    'Tell me more',
    'Can you tell me more about that, please?',
    'Could you elaborate on this a bit more?',
    'explain that in more detail',
    'More details please',
    'What else?',
    'ok, and?',
    'Thanks, and?',
    'What do you mean by that?',
    "I don't understand.",
    'Go on',
    'Say that again',
  ])('%s', (message) => {
    expect(asksAgain(message)).toBe(true);
  });

  it.each([
    'Are you open on Sundays?',
    'Is it true that she resigned?',
    'Is it safe?',
    'How accurate is it?',
    'How do I know?',
    'What does it mean?',
    'Meaning?',
    'Tell me more about returns',
    'Which page lists the ports?',
    'Can you explain the refund policy?',
    'What else do I need?',
    'And the weight?',
    'Why?',
    'Who says what?',
    'Where is it?',
    '你确定吗',
    '',
  ])('is not: %s', (message) => {
    expect(asksAgain(message)).toBe(false);
  });
});
