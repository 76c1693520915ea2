// Runs a TypeScript worker from source; compiled code never comes here.
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
