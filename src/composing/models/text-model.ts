/** What a model is asked. */
export interface Prompt {
  /** What it has to do, from Citewell alone. */
  readonly system: string;
  /** What it has to do it with: passages and the question, which anyone may have written. */
  readonly user: string;
}

/** A language model, as composing needs it. */
export interface TextModel {
  /** As the settings name it: `openai:gpt-5-mini`. */
  readonly name: string;
  /**
   * The model's text, piece by piece as it is written. Throws whatever the provider's client throws.
   *
   * @param schema JSON Schema of the text, for models that can be held to one
   */
  write(prompt: Prompt, options: { signal: AbortSignal; schema?: object }): AsyncIterable<string>;
}
