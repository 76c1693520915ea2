import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../../src/settings/load-settings.js';

const NO_FILE = '/no/such/citewell.config.json';
const load = (environment: NodeJS.ProcessEnv, flags: Parameters<typeof loadSettings>[0] = {}) =>
  loadSettings(flags, environment, NO_FILE);

describe("a user and a password in the store's address", () => {
  it('become settings of their own, and the address is free of them', () => {
    const { settings, origins } = load({
      CITEWELL_STORE: 'opensearch:https://bot%40home:p%3Aw%2C%40d@search-1:9200,https://search-2:9200',
    });
    expect(settings).toMatchObject({
      store: 'opensearch:https://search-1:9200,https://search-2:9200',
      storeUser: 'bot@home',
      storePassword: 'p:w,@d',
    });
    expect(origins).toMatchObject({ storeUser: 'CITEWELL_STORE', storePassword: 'CITEWELL_STORE' });
  });

  it('may be the same at every node', () => {
    const { settings } = load({ CITEWELL_STORE: 'opensearch:https://u:p@a:9200,https://u:p@b:9200' });
    expect(settings).toMatchObject({ store: 'opensearch:https://a:9200,https://b:9200', storeUser: 'u' });
  });

  it('give way to those that are set apart', () => {
    const { settings } = load({
      CITEWELL_STORE: 'opensearch:https://u:p@a:9200',
      CITEWELL_STORE_PASSWORD: 'another',
    });
    expect(settings).toMatchObject({ storeUser: 'u', storePassword: 'another' });
  });

  it('may be a user alone', () => {
    const { settings } = load({ CITEWELL_STORE: 'opensearch:https://u@a:9200' });
    expect(settings).toMatchObject({ store: 'opensearch:https://a:9200', storeUser: 'u' });
    expect(settings.storePassword).toBeUndefined();
  });

  it.each([
    ['differ', 'opensearch:https://u:hidden-word@a:9200,https://other:hidden-word@b:9200'],
    ['are not percent-encoded', 'opensearch:https://u:hidden-word@x@a:9200'],
    ['are encoded badly', 'opensearch:https://u:hidden-word%zz@a:9200'],
    ['are cut by a comma', 'opensearch:https://u:hidden-word,x@a:9200'],
    ['lack the user', 'opensearch:https://:hidden-word@a:9200'],
  ])('are refused where they %s, and not shown', (_, address) => {
    expect(() => load({ CITEWELL_STORE: address })).toThrow(
      /^CITEWELL_STORE: must be sqlite or opensearch:.*storeUser and storePassword\.$/,
    );
  });

  it('are refused in a flag, which everybody on the machine can read', () => {
    const flags = { store: 'opensearch:https://u:hidden-word@a:9200' };
    expect(() => load({}, flags)).toThrow(
      /^--store: command lines are public on a machine\. Set CITEWELL_STORE_USER and CITEWELL_STORE_PASSWORD/,
    );
    expect(() => load({}, flags)).not.toThrow(/hidden-word/);
  });
});
