import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { CitewellError } from '../../errors.js';
import type { ClusterOptions } from './cluster-options.js';

/**
 * What a connection over TLS needs beside what the system knows; undefined where that is nothing.
 *
 * @throws CitewellError `invalid_settings` where a file cannot be read, holds no PEM, or the key is not the
 * certificate's
 */
export async function tlsOf({
  authority,
  certificate,
  key,
}: Pick<ClusterOptions, 'authority' | 'certificate' | 'key'>): Promise<SecureContextOptions | undefined> {
  if ((certificate === undefined) !== (key === undefined)) {
    const [given, missing] = certificate ? ['certificate', 'key'] : ['key', 'certificate'];
    throw new CitewellError(
      'invalid_settings',
      `--store-${given} needs --store-${missing} beside it: a cluster knows a client by both.`,
      { missing: `--store-${missing}` },
    );
  }
  const [ca, cert, privateKey] = await Promise.all([
    readPem('--store-ca', authority),
    readPem('--store-certificate', certificate),
    readPem('--store-key', key),
  ]);
  if (ca === undefined && cert === undefined) return undefined;
  assertUsable('--store-ca', authority, { ca });
  assertUsable('--store-certificate', certificate, { cert });
  assertUsable('--store-key', key, { key: privateKey });
  assertUsable('--store-key', key, { cert, key: privateKey });
  return { ...(ca && { ca }), ...(cert && { cert, key: privateKey }) };
}

async function readPem(flag: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw unusable(flag, file, 'cannot be read', cause);
  }
  // Node takes an authority's file without any for one that trusts nobody.
  if (!text.includes('-----BEGIN ')) throw unusable(flag, file, 'holds nothing in PEM');
  if (text.includes('ENCRYPTED')) {
    throw unusable(
      flag,
      file,
      'is encrypted, and Citewell knows no pass phrase: keep the key in a file that only Citewell may read',
    );
  }
  return text;
}

function assertUsable(flag: string, file: string | undefined, context: SecureContextOptions): void {
  if (file === undefined) return;
  try {
    createSecureContext(context);
  } catch (cause) {
    const isOther = cause instanceof Error && /values mismatch/i.test(cause.message);
    throw unusable(flag, file, isOther ? 'is not the key of --store-certificate' : 'is not sound', cause);
  }
}

function unusable(flag: string, file: string, finding: string, cause?: unknown): CitewellError {
  return new CitewellError('invalid_settings', `${flag}: ${file} ${finding}.`, { file }, { cause });
}
