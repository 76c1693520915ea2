import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage, type MessageContent, SystemMessage } from '@langchain/core/messages';
import { failureOf } from './model-failure.js';
import type { Prompt, TextModel } from './text-model.js';

/** How a provider's client is told the JSON Schema of its text, by the client's type. */
const SCHEMA_OPTIONS: Readonly<Record<string, (schema: object) => object>> = {
  openai: (schema) => ({
    response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
  }),
  ollama: (schema) => ({ format: schema }),
};

/** Any chat model of LangChain's. */
export class LangChainModel implements TextModel {
  /** Servers that speak OpenAI's protocol need not know its every field: one that objects is asked without. */
  private takesSchema = true;

  constructor(
    readonly name: string,
    private readonly chatModel: BaseChatModel,
  ) {}

  async *write(
    { system, user }: Prompt,
    options: { signal: AbortSignal; schema?: object },
  ): AsyncIterable<string> {
    const messages = [new SystemMessage(system), new HumanMessage(user)];
    const { signal, schema } = options;
    const schemaOptions =
      this.takesSchema && schema ? SCHEMA_OPTIONS[this.chatModel._llmType()]?.(schema) : undefined;
    const stream = await this.open(messages, signal, schemaOptions);
    for await (const { content } of stream) {
      const text = textOf(content);
      if (text !== '') yield text;
    }
  }

  private async open(
    messages: (SystemMessage | HumanMessage)[],
    signal: AbortSignal,
    schemaOptions?: object,
  ) {
    if (!schemaOptions) return this.chatModel.stream(messages, { signal });
    try {
      return await this.chatModel.stream(messages, { signal, ...schemaOptions });
    } catch (error) {
      const { status } = failureOf(error);
      if (status !== 400 && status !== 422) throw error;
      const stream = await this.chatModel.stream(messages, { signal });
      this.takesSchema = false;
      return stream;
    }
  }
}

/** Some models write text among other blocks, such as their reasoning. */
function textOf(content: MessageContent): string {
  if (typeof content === 'string') return content;
  return content
    .map((block) => ('text' in block && typeof block['text'] === 'string' ? block['text'] : ''))
    .join('');
}
