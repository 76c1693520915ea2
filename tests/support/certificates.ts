import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

// That of Node: without one named, the library looks for a browser's.
cryptoProvider.set(webcrypto as Crypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 24 * 3_600_000;

/** A certificate and its key, in PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

export interface LeafOptions {
  readonly name: string;
  /** Whom it stands for; `127.0.0.1` unless told. */
  readonly hosts?: JsonGeneralName[];
  readonly expired?: boolean;
}

/** An authority of a test's own, which signs what the test wants to show. */
export class TestAuthority {
  private serial = 1;

  private constructor(
    private readonly root: X509Certificate,
    private readonly rootKeys: CryptoKeyPair,
  ) {}

  static async make(name = 'CN=Authority of a test'): Promise<TestAuthority> {
    const keys = await newKeys();
    const root = await X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name,
      ...validity(false),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [new BasicConstraintsExtension(true, 1, true)],
    });
    return new TestAuthority(root, keys);
  }

  /** The authority's own certificate, in PEM. */
  get certificate(): string {
    return this.root.toString('pem');
  }

  async sign({
    name,
    hosts = [{ type: 'ip', value: '127.0.0.1' }],
    expired = false,
  }: LeafOptions): Promise<Certified> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      serialNumber: (++this.serial).toString(16).padStart(2, '0'),
      subject: name,
      issuer: this.root.subject,
      ...validity(expired),
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey,
      signingKey: this.rootKeys.privateKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
        new SubjectAlternativeNameExtension(hosts),
      ],
    });
    const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { certificate: certificate.toString('pem'), key: PemConverter.encode(key, 'PRIVATE KEY') };
  }
}

function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function validity(expired: boolean): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - 10 * DAY), notAfter: new Date(now + (expired ? -DAY : 10 * DAY)) };
}
