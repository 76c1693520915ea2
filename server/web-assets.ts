import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

/** A file of the built page, ready to be sent. */
export interface WebAsset {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** A strong entity tag, with its quotes. */
  readonly entityTag: string;
  /** Whether the name changes with the content (`index-Bx9dK2_f.js`), so that it may be kept for ever. */
  readonly immutable: boolean;
}

/** Vite's content hash: eight characters of base64url before the extension. */
const HASHED_NAME = /^assets\/.+-[\w-]{8}\.\w+$/;

/**
 * Reads a built page whole (some hundred kilobytes): what is served is looked up by its exact path, so no
 * request can name a file outside, and no request waits for a disk.
 *
 * @returns Assets by path relative to the folder, with `/`; empty if the folder doesn't exist.
 */
export function readWebAssets(webFolder: string): ReadonlyMap<string, WebAsset> {
  if (!existsSync(webFolder)) {
    return new Map();
  }
  const files = readdirSync(webFolder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  return new Map(
    files.map((file) => {
      const absolutePath = join(file.parentPath, file.name);
      const path = relative(webFolder, absolutePath).split(sep).join('/');
      const content = new Uint8Array(readFileSync(absolutePath));
      const asset: WebAsset = {
        content,
        contentType: getMimeType(path) ?? 'application/octet-stream',
        entityTag: `"${createHash('sha256').update(content).digest('base64url')}"`,
        immutable: HASHED_NAME.test(path),
      };
      return [path, asset];
    }),
  );
}
