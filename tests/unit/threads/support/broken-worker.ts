const missing = 'a-module-that-nobody-has-installed';
await import(missing);
