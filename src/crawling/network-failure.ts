import { errors } from 'undici';

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name of its host can’t be looked up at present',
  ECONNREFUSED: 'its server refuses connections',
  ECONNRESET: 'its server closed the connection',
  EHOSTUNREACH: 'its server can’t be reached',
  ENETUNREACH: 'its network can’t be reached',
  ETIMEDOUT: 'its server does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'its server does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'its server does not answer',
  UND_ERR_BODY_TIMEOUT: 'its server stopped in the middle',
  UND_ERR_SOCKET: 'its server closed the connection',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself; name its authority in NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate’s authority is not known; name it in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate’s authority is not known; name it in NODE_EXTRA_CA_CERTS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'its server does not speak https at this port',
};

/** Failures that may be over in a moment. */
const PASSING: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** What the network, TLS, or the server's way of HTTP was at fault with; undefined for a fault of ours. */
export function reasonOf(cause: unknown): string | undefined {
  const code = codeOf(cause);
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return known;
  if (code?.startsWith('HPE_')) return 'its server does not speak HTTP';
  if (code?.startsWith('Z_') || code?.startsWith('ERR__ERROR_')) return 'its body is not packed as it says';
  if (cause instanceof Error && cause.message === 'bad port') return 'browsers don’t open this port';
  return code;
}

/** Connecting to several addresses of a host fails with one error for each. */
function codeOf(cause: unknown): string | undefined {
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  // The parser's errors have no code where it names none itself.
  if (cause instanceof errors.HTTPParserError) return cause.code ?? 'HPE_INVALID';
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

/** Whether the same request may succeed in a moment. */
export function mayPass(cause: unknown): boolean {
  return PASSING.has(codeOf(cause) ?? '');
}
