import { langchain } from './langchain.mjs';
import { tuned } from './local-embeddings.mjs';

export default () => langchain(tuned());
