import { withoutOpeners } from './complete-question.js';

/** What was said. "It" and "they" are as often what was spoken about: only with verbs of saying do they count. */
const THIS = '(?:that|this)';
const THAT = '(?: (?:that|this|it|so))?';
const ABOUT_THAT = `(?: (?:about|of|on|upon|for|behind))?${THAT}`;
const SURE = '(?:sure|certain|positive|confident)';
const SAID = '(?:stated|said|mentioned)';
const WRITTEN = `(?:${THIS} (?:written|documented|recorded|from|${SAID})|it ${SAID})`;
const PLACE = '(?:document|source|file|page|section|chapter|text)';
const SOURCE = '(?:sources?|citations?|references?|proof|evidence|quotes?)';
const POLITE = '(?:(?:can|could|would|will) you (?:please )?|please )?';
const FURTHER =
  '(?: (?:a (?:bit|little) )?(?:more|further|again|in (?:more |greater |further )?detail|more fully))?';

/** Messages that doubt what was said, or want it proved. */
const DOUBT = [
  `are you (?:really |quite |absolutely |very |so )?(?:${SURE}|serious)${ABOUT_THAT}`,
  `how (?:${SURE}) are you${ABOUT_THAT}`,
  'i (?:do not|cannot|can not) believe (?:you|that|this|it)|i doubt (?:that|this|it)|(?:that|this|it) is (?:wrong|not (?:true|right|correct))',
  'really|seriously|truly|honestly|is it really|for real',
  '(?:is|was) (?:that|this) (?:really |actually )?(?:true|so|right|correct|the case|certain|a fact)|is it (?:really |actually )?(?:true|so)',
  `how (?:do|can|could|would|did) you (?:know|be ${SURE})${ABOUT_THAT}|how (?:can|could) you say (?:${THIS}|so)`,
  `says who|who (?:says|said|told you)${THAT}|who claims ${THIS}|according to (?:whom|who|what)`,
  `where (?:does it|does the ${PLACE}) (?:say|state|mention)${THAT}|where do you (?:say|get|find|read|take|have) ${THIS}(?: from)?`,
  `where did you (?:say|get|find|read|take|have)${THAT}(?: from)?|where (?:is|was) ${WRITTEN}`,
  `(?:what is |what are |where is |show me |give me |cite )?(?:the |your |any )?${SOURCE}(?: please)?(?: (?:for|of) ${THIS})?`,
  `do you have (?:a |any |the )?${SOURCE}(?: (?:for|of) ${THIS})?`,
  `${POLITE}(?:prove (?:${THIS}|it)|(?:confirm|verify|double check|check) ${THIS}|back ${THIS} up)`,
  `(?:in |on |from )?(?:which|what) ${PLACE}(?: (?:is|was) ${WRITTEN}| says (?:that|this|so))?`,
];
/** Messages that want more of what was said, or want it once more. */
const MORE = [
  `${POLITE}(?:tell|say|give|show)(?: me| us)? (?:some |a (?:bit|little) )?more(?: details?| info(?:rmation)?)?${ABOUT_THAT}`,
  `(?:any |some )?more(?: details?| info(?:rmation)?)?(?: please)?${ABOUT_THAT}|details`,
  `${POLITE}(?:elaborate|explain|clarify)${ABOUT_THAT}${FURTHER}${ABOUT_THAT}`,
  `${POLITE}(?:expand|specify)(?: ${THIS}| (?:on|upon) (?:${THIS}|it))?${FURTHER}(?: on (?:${THIS}|it))?|${POLITE}(?:go on|continue)`,
  `${POLITE}be more (?:specific|precise|detailed)${ABOUT_THAT}`,
  'what else|anything else|what more|and|so|is there (?:anything )?(?:more|else)|is that (?:all|it|everything)|(?:in|with) more details?',
  'what (?:do|did) you mean(?: (?:by|with) that)?|i do not (?:understand|get it|follow)',
  `${POLITE}(?:say (?:${THIS}|it)|repeat ${THIS})(?: again| once more)?|come again|once more|again|pardon|huh|keep going`,
];
const ASKS_AGAIN = new RegExp(
  `^(?:${[...DOUBT, ...MORE].join('|')})(?: (?:then|please|though|exactly))?$`,
  'u',
);

/**
 * Whether a message asks nothing new of the documents but, in whole, for what was said: to have it confirmed, its
 * source, more of it, or once more ("Are you sure?", "Source?", "Can you elaborate?", "Thanks, and?"). English.
 */
export function asksAgain(message: string): boolean {
  const opened = plain(withoutOpeners(message));
  // "And?" is made of nothing but an opening.
  return ASKS_AGAIN.test(opened === '' ? (plain(message).split(' ').at(-1) ?? '') : opened);
}

function plain(message: string): string {
  return message
    .toLowerCase()
    .replace(/n[’']t\b/gu, ' not')
    .replace(/[’'](?:s|re)\b/gu, (ending) => (ending.endsWith('s') ? ' is' : ' are'))
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
