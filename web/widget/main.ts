import { CitewellChat } from './citewell-chat.js';
import { FloatingWindow } from './floating-window.js';
import { QuestionForm } from './question-form.js';
import { SourcePanel } from './source-panel.js';
import { registerUnit } from './styles/sheet.js';

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src !== '') {
  CitewellChat.defaultEndpoint = new URL('.', script.src).href;
}

// A page may load the script twice; a name can be defined only once.
if (customElements.get('citewell-chat') === undefined) {
  registerUnit();
  customElements.define('citewell-question-form', QuestionForm);
  customElements.define('citewell-source-panel', SourcePanel);
  customElements.define('citewell-floating-window', FloatingWindow);
  customElements.define('citewell-chat', CitewellChat);
}
