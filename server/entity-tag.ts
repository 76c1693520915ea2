/**
 * Whether the client has this version already (RFC 9110, `If-None-Match`: weak comparison, a list or `*`).
 *
 * @param tag The current strong tag, with its quotes.
 */
export function matchesEntityTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) {
    return false;
  }
  return ifNoneMatch.split(',').some((each) => {
    const candidate = each.trim();
    return candidate === '*' || candidate.replace(/^W\//, '') === tag;
  });
}
