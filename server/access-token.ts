import { createHash, timingSafeEqual } from 'node:crypto';

/** `Bearer` in any case, one space or more, the token (RFC 6750, section 2.1; RFC 9110, section 11.4). */
const BEARER = /^bearer +(\S+) *$/i;

/** A secret that a client shows in its `Authorization` header. Kept as its hash: printing this shows nothing. */
export class AccessToken {
  readonly #digest: Buffer;

  constructor(token: string) {
    this.#digest = digest(token);
  }

  /** Takes as long for a wrong token as for the right one: hashes have one length and are compared whole. */
  matches(presented: string): boolean {
    return timingSafeEqual(digest(presented), this.#digest);
  }
}

/** The token of an `Authorization` header; undefined where there is none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return BEARER.exec(authorization ?? '')?.[1];
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
