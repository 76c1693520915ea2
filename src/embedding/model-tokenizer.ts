import type { PreTrainedTokenizer } from '@xenova/transformers';

/** A text as a model takes it. */
export interface ModelInput {
  /** What goes in: the text's tokens as far as the model takes them, between its special ones. */
  readonly ids: readonly number[];
  /** Special tokens before the text's own. */
  readonly leading: number;
  /** All tokens of the text. */
  readonly tokens: readonly number[];
  /** How many of them are among `ids`. */
  readonly seen: number;
}

/** Texts → tokens of a model, cut to what it takes. */
export class ModelTokenizer {
  private readonly leading: number;
  private readonly trailing: number;

  /** @param maxTokens longest input, special tokens included */
  constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly maxTokens: number,
  ) {
    const [own = 0] = this.tokenise('a');
    const around = tokenizer.encode('a');
    this.leading = Math.max(0, around.indexOf(own));
    this.trailing = around.length - this.leading - this.tokenise('a').length;
  }

  encode(text: string): ModelInput {
    const all = this.tokenizer.encode(text);
    const { leading, trailing, maxTokens } = this;
    const tokens = all.slice(leading, all.length - trailing);
    const seen = Math.min(tokens.length, maxTokens - leading - trailing);
    // The model ends every input with its own token ([SEP]); the library's truncation drops it.
    const ids = [...all.slice(0, leading + seen), ...all.slice(all.length - trailing)];
    return { ids, leading, tokens, seen };
  }

  /** A text's own tokens, all of them. */
  tokenise(text: string): number[] {
    return this.tokenizer.encode(text, { add_special_tokens: false });
  }
}
