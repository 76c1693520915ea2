/** What English joins a reason or a purpose with, and nouns and verbs of causing. */
const CAUSAL =
  /\b(?:because|since|due to|owing to|thanks to|on account of|so (?:that|as to)|in order (?:to|that)|therefore|thus|hence|consequently|in case|given that|lest|otherwise|reasons?|purposes?|caus(?:e|es|ed|ing)|results? (?:in|of|from)|resulted|leads? to|led to|prevents?|avoids?|protects?|ensures?|allows?|enables?|require[sd]?)\b|,\s(?:as|so|for)\s/iu;

/** Whether a text gives a reason for anything, as far as its words tell. */
export function givesReason(text: string): boolean {
  return CAUSAL.test(text);
}
