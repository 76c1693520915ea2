import { describe, expect, it } from 'vitest';
import { isSmallTalk, leansOnNothing } from '../../../src/retrieval/small-talk.js';

describe('small talk', () => {
  it.each([
    'hi',
    'Hello!',
    'Thanks a lot :)',
    'Great, thank you!',
    'ok perfect, thanks a lot',
    'no problem',
    'thank you so much',
    "what's up?",
    'OK.',
    '???',
    '🙂',
    'Who are you?',
    'hello, how are you?',
    'test',
    'ping',
    'Help!',
    'bye for now',
  ])('%s asks nothing of the documents', (message) => {
    expect(isSmallTalk(message)).toBe(true);
  });

  it.each([
    'hi, how much is Alibaba investing?',
    'Thanks, and when does it open?',
    'Who are you going to call about leave?',
    'help desk hours',
    'ping test',
    'help test',
    'test please',
    'help please test',
    'Great test?',
    'OK, and?',
    'Is the test good?',
    '你好吗',
    'What is OK?',
  ])('%s is a question', (message) => {
    expect(isSmallTalk(message)).toBe(false);
  });
});

describe('a question without a conversation', () => {
  it.each(['Why?', 'And then?', 'How?'])('means nothing if it is only "%s"', (message) => {
    expect(leansOnNothing(message)).toBe(true);
  });

  it.each(['What is this about?', 'Why Leeds?', 'Costs?'])('may be "%s"', (message) => {
    expect(leansOnNothing(message)).toBe(false);
  });
});
