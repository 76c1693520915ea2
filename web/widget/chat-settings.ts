import { LitElement } from 'lit';

/** What a page can set on the chat, as attributes or as properties. `CitewellChat` says what each means. */
export class ChatSettings extends LitElement {
  static override properties = {
    endpoint: { type: String },
    token: { type: String },
    heading: { type: String },
    greeting: { type: String },
    placeholder: { type: String },
    starters: { type: String },
    mode: { type: String, reflect: true },
    position: { type: String, reflect: true },
    locale: { type: String },
    theme: { type: String, reflect: true },
    maxCitations: { type: Number, attribute: 'max-citations' },
    open: { type: Boolean, reflect: true },
  };

  declare endpoint: string | undefined;
  declare token: string | undefined;
  declare heading: string | undefined;
  declare greeting: string | undefined;
  declare placeholder: string | undefined;
  declare starters: string | readonly string[];
  declare mode: 'inline' | 'floating';
  declare position: 'end' | 'start';
  declare locale: string | undefined;
  declare theme: 'light' | 'dark' | undefined;
  declare maxCitations: number | undefined;
  declare open: boolean;

  constructor() {
    super();
    this.starters = '';
    this.mode = 'inline';
    this.position = 'end';
    this.open = false;
  }
}
