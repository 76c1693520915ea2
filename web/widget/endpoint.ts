/**
 * Address of the folder that holds `api/`, absolute and with a final slash.
 *
 * @param given The `endpoint` attribute, absolute or relative to the page.
 * @param fallback Used where none is given.
 */
export function resolveEndpoint(given: string | undefined, fallback: string): string {
  const address = given === undefined || given === '' ? fallback : given;
  const { href } = new URL(address, document.baseURI);
  return href.endsWith('/') ? href : `${href}/`;
}
