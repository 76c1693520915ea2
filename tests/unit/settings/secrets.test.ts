import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../../src/settings/load-settings.js';

const TOKEN = 'f00d-f00d-f00d-f00d-f00d-f00d';
const load = (environment: NodeJS.ProcessEnv) => loadSettings({}, environment, 'no-such-file.json');

describe('tokens', () => {
  it('come from a variable', () => {
    const { settings, origins } = load({ CITEWELL_ADMIN_TOKEN: TOKEN });
    expect(settings).toMatchObject({ adminToken: TOKEN });
    expect(origins.adminToken).toBe('CITEWELL_ADMIN_TOKEN');
  });

  it.each(['short-secret', `${TOKEN} with spaces`, `${TOKEN}é`, `${TOKEN}\n`])(
    'that are short or cannot stand in a header are refused, and not shown: %j',
    (token) => {
      const loading = () => load({ CITEWELL_ASK_TOKEN: token });
      expect(loading).toThrow(/^CITEWELL_ASK_TOKEN: must/);
      expect(loading).toThrow(expect.objectContaining({ code: 'invalid_settings' }));
      expect(loading).not.toThrow(token.trim());
    },
  );
});

describe('trusted proxies', () => {
  it('are addresses and ranges, with commas between', () => {
    const { settings } = load({ CITEWELL_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1 ,fd00::/8' });
    expect(settings.trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8']);
  });

  it.each(['localhost', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', '10.0.0.0/-1', '*'])(
    'are refused where they are not: %s',
    (range) => {
      expect(() => load({ CITEWELL_TRUSTED_PROXIES: range })).toThrow(/TRUSTED_PROXIES: must be addresses/);
    },
  );
});
