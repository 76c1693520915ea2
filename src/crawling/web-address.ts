import { CitewellError } from '../errors.js';

/** What servers and proxies take at least (RFC 9110, 4.1, speaks of 8,000 octets); traps for crawlers grow longer. */
const LONGEST_ADDRESS = 2_000;
/** Parameters that say where a visitor came from: with and without, it is one page. */
const TRACKING = /^(?:utm_\w+|gclid|dclid|fbclid|msclkid|mc_cid|mc_eid|igshid|yclid|_ga|_gl)$/u;
const ESCAPE = /%([0-9a-f]{2})/giu;
const UNRESERVED = /[A-Za-z0-9\-._~]/u;

/** Whether a person means a page and not a file; of a scheme that can't be fetched, too. */
export function isWebAddress(path: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//iu.test(path);
}

/**
 * One spelling for each page (RFC 3986, 6.2.2): without fragment, default port and tracking parameters, escapes in
 * upper case and only where they are needed.
 *
 * @param reference as a page writes it, relative to `base`
 * @returns undefined for what no page can be fetched from: other schemes, credentials, absurd length
 */
export function pageAddress(reference: string, base?: string): string | undefined {
  const trimmed = reference.trim();
  if (trimmed.length > LONGEST_ADDRESS || !URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '')
    return undefined;
  url.hash = '';
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  const address = url.href.replace(ESCAPE, (escaped, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return UNRESERVED.test(character) ? character : escaped.toUpperCase();
  });
  return address.length > LONGEST_ADDRESS ? undefined : address;
}

/**
 * The address that a crawl begins at, as a person has typed it.
 *
 * @throws CitewellError `invalid_request`
 */
export function startAddress(typed: string): string {
  const address = pageAddress(typed);
  if (address !== undefined) return address;
  const { username = '', password = '' } = URL.canParse(typed) ? new URL(typed) : {};
  throw new CitewellError(
    'invalid_request',
    username + password === ''
      ? `"${typed}" is not the address of a page. Give one such as https://docs.example.org/sitemap.xml.`
      : 'An address with a user name or password in it is not fetched: others on this machine can read it.',
  );
}
