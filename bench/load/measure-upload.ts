import { setTimeout as delay } from 'node:timers/promises';
import type { LoadServer } from './load-server.js';

/** What a large upload takes of the server's memory; resident, in MB. */
export interface UploadFigures {
  readonly megabytes: number;
  readonly before: number;
  /** The most while the body arrives. */
  readonly arriving: number;
  /** The most while the files are read, before the answer. */
  readonly reading: number;
  readonly status: number;
}

const MEGABYTE = 2 ** 20;
/** Below the 100 MiB that an upload may have. */
const MEGABYTES = 96;
const SAMPLE_MILLISECONDS = 50;
const LINE = 'The lighthouse of Kaldvik stands on the coast and is seen for twelve miles.\n';

/**
 * Uploads one large text that holds a NUL byte at its very end: it arrives and is read as a whole, then refused, so
 * that no indexing of it disturbs what is measured next.
 */
export async function measureUpload({ url, adminHeaders, metrics }: LoadServer): Promise<UploadFigures> {
  const memory = async () =>
    ((await metrics()).get('process_resident_memory_bytes') ?? Number.NaN) / MEGABYTE;
  const before = await memory();
  const most = { arriving: before, reading: 0 };
  let phase: keyof typeof most | undefined = 'arriving';
  const sampling = (async () => {
    while (phase) {
      most[phase] = Math.max(most[phase], await memory());
      await delay(SAMPLE_MILLISECONDS);
    }
  })();
  const body = largeText(() => {
    phase = 'reading';
  });
  const request = { method: 'PUT', headers: adminHeaders, body, duplex: 'half' };
  const response = await fetch(`${url}/api/documents/large.txt`, request);
  await response.text();
  phase = undefined;
  await sampling;
  return { megabytes: MEGABYTES, before, ...most, status: response.status };
}

function largeText(onEnd: () => void): ReadableStream<Uint8Array> {
  const chunk = new TextEncoder().encode(LINE.repeat(Math.ceil(MEGABYTE / LINE.length)).slice(0, MEGABYTE));
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent++ < MEGABYTES) return controller.enqueue(chunk);
      controller.enqueue(new Uint8Array(1));
      controller.close();
      onEnd();
    },
  });
}
