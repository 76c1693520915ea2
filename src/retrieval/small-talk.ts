import { isStopWord } from '../passages/stop-words.js';
import { termsOf } from '../passages/terms.js';

/** Thanks, praise, farewells and the like: they ask nothing of the documents behind one another either. */
const COURTESIES = [
  'hi|hello|hey|hiya|howdy|greetings|hi there|hello there|hey there',
  'good (?:morning|afternoon|evening|day|night)',
  'thanks?(?: you)?(?: so much| very much| a lot| again)?|many thanks|thx|ty|cheers|much appreciated',
  '(?:that is |very |so )?(?:great|good|fine|all|helpful|interesting|nice|cool|awesome|perfect|excellent|useful)',
  'that helps|wow|ok|okay|alright|sure|yes|yeah|yep|no|nope|got it|i see|i understand|understood|makes sense|no problem',
  'bye|goodbye|bye bye|see you(?: later)?|have a (?:nice|good|great) (?:day|evening|one|weekend)',
  'lol|haha+|hmm+|please|sorry|for now|for the help|for your help',
].join('|');
/** What is no question only where it is the whole message: "ping test" may ask for something. */
const WHOLE = 'yo|sup|test|testing|ping|help';
/** Asked of the bot itself. */
const OF_THE_BOT = [
  'how are you(?: doing)?(?: today)?|how is it going|how do you do|what is up|whats up',
  '(?:who|what) are you|what is your name|are you (?:a )?(?:bot|human|robot|ai|real)|what can you do|tell me a joke',
].join('|');
/** Only the whole message counts: "thanks, and when does it open?" is a question. */
const WHOLE_MESSAGE = new RegExp(
  `^(?:${WHOLE}|(?:(?:${COURTESIES})(?: |$)){1,5}|(?:(?:${COURTESIES}) ){0,4}(?:${OF_THE_BOT}))$`,
  'u',
);

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** True for greetings, thanks and the like, and for what holds no letter or digit at all. */
export function isSmallTalk(message: string): boolean {
  if (!LETTER_OR_DIGIT.test(message)) return true;
  const plain = message
    .toLowerCase()
    .replace(/[’']s\b/gu, ' is')
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return WHOLE_MESSAGE.test(plain);
}

/** More function words than this may still ask something: "What is this about?" */
const BARE_QUESTION_WORDS = 2;

/** "Why?", "And then?": a question that only a conversation could give a meaning. */
export function leansOnNothing(message: string): boolean {
  const terms = termsOf(message);
  return terms.length <= BARE_QUESTION_WORDS && terms.every(({ word }) => isStopWord(word));
}
