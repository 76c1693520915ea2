/**
 * What to do about a connection that could not be made, by the words of Node and OpenSSL: the client hands on nothing
 * else of their errors.
 */
const ADVICE: readonly (readonly [fault: RegExp, advice: string])[] = [
  [
    /certificate has expired/i,
    'Its certificate has expired: renew it on the cluster, or the authority that --store-ca names.',
  ],
  [/certificate is not yet valid/i, 'Its certificate is not valid yet: look at the clocks of both machines.'],
  [
    /does not match certificate's altnames|ERR_TLS_CERT_ALTNAME_INVALID/i,
    'Write the host in --store as its certificate names it, or have one made that names this host.',
  ],
  [
    /alert (?:certificate required|bad certificate|handshake failure|unknown ca|certificate unknown|access denied)|certificate.required/i,
    'It wants to know its clients by a certificate: name one that its authority has signed, with --store-certificate FILE and --store-key FILE.',
  ],
  [
    /self.signed|unable to (?:verify|get)|UNABLE_TO_(?:VERIFY|GET_ISSUER)|DEPTH_ZERO/i,
    'Its certificate is signed by nobody that this machine knows: name the authority that signed it, with --store-ca FILE (CITEWELL_STORE_CA).',
  ],
  [/wrong.version.number|packet length too long/i, 'It does not speak TLS: write http:// in --store.'],
  [/certificate|CERT_/i, 'Its certificate is not accepted: see --store-ca.'],
];
/** What a server does to who does not speak TLS as it does, or shows it a certificate that it does not know. */
const HUNG_UP = /socket hang up|ECONNRESET/;

/** @param reason as the client tells it */
export function connectionAdvice(reason: string, nodes: readonly string[]): string {
  const known = lastingFault(reason);
  if (known) return known;
  if (!HUNG_UP.test(reason)) return 'Start it, or correct --store.';
  return nodes.some((node) => node.startsWith('http:'))
    ? 'If it speaks TLS, write https:// in --store.'
    : 'It ended the connection: if it wants to know its clients, name a certificate that its authority has signed, with --store-certificate FILE and --store-key FILE.';
}

/** Advice about a fault that no other try will change; undefined where one may. */
export function lastingFault(reason: string): string | undefined {
  return ADVICE.find(([fault]) => fault.test(reason))?.[1];
}
