import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RequestLogEntry } from '../../server/request-log.js';
import type { RunningServer } from '../../server/start-server.js';
import { Citewell } from '../../src/citewell.js';
import { openUploads, type UploadServices } from '../../src/cli/open-uploads.js';
import type { IndexJob } from '../../src/uploads/index-job.js';
import { mailWith } from '../unit/documents/support/mail-writer.js';
import { postJson, readProblem, temporaryFolder } from './support/requests.js';
import { openConnection, startTestServer } from './support/sockets.js';

const TOKEN = 'admin-token-of-the-tests-0123456789';
const ADMIN = { Authorization: `Bearer ${TOKEN}` };
const MEBIBYTE = 1024 * 1024;

const folder = temporaryFolder();
const knowledge = join(folder, 'knowledge');
const dataDir = join(folder, 'data');
const uploadsFolder = join(dataDir, 'uploads');
const entries: RequestLogEntry[] = [];
let citewell: Citewell;
let services: UploadServices;
let server: RunningServer;

beforeAll(async () => {
  mkdirSync(knowledge);
  writeFileSync(join(knowledge, 'handbook.txt'), 'The office opens at seven in the morning.');
  citewell = await Citewell.open({ knowledge, dataDir });
  await citewell.index();
  services = await openUploads(citewell, citewell.settings);
  server = await startTestServer({
    answerer: citewell,
    adminToken: TOKEN,
    documents: services,
    uploadLimits: { bytes: 2 * MEBIBYTE },
    connections: { requestMilliseconds: 300, checkMilliseconds: 50, shutdownMilliseconds: 200 },
    log: (entry) => entries.push(entry),
  });
});

afterAll(async () => {
  await server.close();
  await services.jobs.close();
  await citewell.close();
  rmSync(folder, { recursive: true });
});

/** Every file below the folder of uploads, those that arrive among them. */
function files(): string[] {
  return readdirSync(uploadsFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(uploadsFolder.length + 1))
    .sort();
}

function form(...parts: readonly (readonly [name: string, content: BlobPart])[]): FormData {
  const data = new FormData();
  for (const [name, content] of parts) data.append('file', new Blob([content]), name);
  return data;
}

const send = (path: string, init: RequestInit) =>
  fetch(`${server.url}${path}`, { ...init, headers: { ...ADMIN, ...init.headers } });
const post = (body: FormData) => send('/api/documents', { method: 'POST', body });
const put = (id: string, body: string | Blob) =>
  send(`/api/documents/${encodeURIComponent(id)}`, { method: 'PUT', body });
const remove = (id: string) => send(`/api/documents/${encodeURIComponent(id)}`, { method: 'DELETE' });

/** The job as its last event tells it. */
async function finished(response: Response): Promise<IndexJob> {
  expect(response.status).toBe(202);
  const events = await send(`${response.headers.get('Location')}/events`, {});
  expect(events.headers.get('Content-Type')).toContain('text/event-stream');
  const jobs = [...(await events.text()).matchAll(/^event: job\ndata: (.+)$/gm)].map(
    (match): IndexJob => JSON.parse(match[1] ?? ''),
  );
  const last = jobs.at(-1);
  if (last === undefined) throw new Error('there was no event');
  expect(await (await send(`/api/jobs/${last.id}`, {})).json()).toEqual(last);
  return last;
}

async function quoteFor(question: string): Promise<string | undefined> {
  const response = await fetch(`${server.url}/api/ask`, postJson({ question }));
  const answer: Awaited<ReturnType<Citewell['ask']>> = await response.json();
  return answer.citations[0]?.quote;
}

describe('documents over HTTP', () => {
  it('are added, answered from, replaced, kept by a new index, and removed', async () => {
    const added = await finished(
      await post(
        form(
          ['guides/café.md', '# Coffee\n\nThe coffee machine is cleaned by Marta on Fridays.'],
          ['parking.txt', 'Visitors park in the garage behind the red building.'],
        ),
      ),
    );
    expect(added).toMatchObject({ state: 'done', failures: [], files: ['guides/café.md', 'parking.txt'] });
    expect(await quoteFor('Who cleans the coffee machine?')).toContain('Marta');

    expect(
      (await finished(await put('parking.txt', 'Visitors park on the roof of the blue hall.'))).state,
    ).toBe('done');
    expect(await quoteFor('Where do visitors park?')).toContain('blue hall');

    await citewell.index();
    expect((await citewell.listDocuments()).map(({ id }) => id)).toEqual([
      'guides/café.md',
      'handbook.txt',
      'parking.txt',
    ]);

    for (const id of ['guides/café.md', 'parking.txt']) {
      expect((await finished(await remove(id))).state).toBe('done');
    }
    expect(files()).toEqual([]);
    expect(readdirSync(uploadsFolder)).toEqual(['.incoming']);
    await citewell.index();
    expect((await citewell.listDocuments()).map(({ id }) => id)).toEqual(['handbook.txt']);
  });

  it('that are mails are answered from what is attached, and take it along when they go', async () => {
    const content = 'The archive is open on Thursdays from noon.';
    const mail = mailWith('Opening hours', 'See below.', [{ name: 'hours.txt', content }]);
    expect((await finished(await put('mail.eml', new Blob([new Uint8Array(mail)])))).state).toBe('done');
    expect(await quoteFor('When is the archive open?')).toBe(content);
    const attached = await remove('mail.eml#hours.txt');
    expect(attached.status).toBe(409);
    expect((await attached.json()).detail).toContain('an uploaded file that holds several documents');
    expect((await finished(await remove('mail.eml'))).state).toBe('done');
    expect((await citewell.listDocuments()).map(({ id }) => id)).toEqual(['handbook.txt']);
  });

  it('whose name is spelt in two ways of Unicode are one', async () => {
    await finished(await put('cafe\u0301.txt', 'One spelling.'));
    const again = await post(form(['caf\u00e9.txt', 'Another spelling.']));
    expect(await readProblem(again)).toMatchObject({ status: 409, code: 'document_exists' });
    await finished(await remove('caf\u00e9.txt'));
    expect(files()).toEqual([]);
  });

  it('of the knowledge folder are not replaced and not removed', async () => {
    const replaced = await readProblem(await put('handbook.txt', 'The office never opens.'));
    expect(replaced).toMatchObject({ status: 409, code: 'document_exists' });
    expect(replaced.detail).toContain('the knowledge folder');
    const removed = await readProblem(await remove('handbook.txt'));
    expect(removed).toMatchObject({ status: 409, code: 'not_an_upload' });
    expect(await readProblem(await remove('nothing.txt'))).toMatchObject({ status: 404, code: 'not_found' });
    expect(await readProblem(await remove('../handbook.txt'))).toMatchObject({ status: 404 });
    expect(files()).toEqual([]);
  });

  it('are not replaced and not removed by the address of their text', async () => {
    await finished(await put('tea.txt', 'Tea is served at four.'));
    for (const method of ['PUT', 'DELETE', 'POST']) {
      const response = await send('/api/documents/tea.txt/text', { method, body: 'Tea is served never.' });
      expect(response.headers.get('Allow')).toBe('GET, HEAD');
      expect(await readProblem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    }
    expect(files()).toEqual(['tea.txt']);
    await finished(await remove('tea.txt'));
  });

  it('that several lines of one file hold are removed with the file', async () => {
    const lines = [
      '{"_id": "one", "text": "Ants are small."}',
      '{"_id": "two", "text": "Whales are large."}',
    ];
    await finished(await post(form(['animals.jsonl', lines.join('\n')])));
    expect(await readProblem(await remove('two'))).toMatchObject({ status: 409, code: 'not_an_upload' });
    const clash = await readProblem(await post(form(['more.jsonl', lines[1] ?? ''])));
    expect(clash).toMatchObject({ status: 409, code: 'document_exists' });
    expect(clash.detail).toContain('another upload');
    await finished(await remove('animals.jsonl'));
    expect((await citewell.listDocuments()).map(({ id }) => id)).toEqual(['handbook.txt']);
  });
});

describe('without the admin token', () => {
  it.each([
    ['POST', '/api/documents'],
    ['PUT', '/api/documents/handbook.txt'],
    ['DELETE', '/api/documents/handbook.txt'],
    ['GET', '/api/jobs/any'],
    ['GET', '/api/jobs/any/events'],
  ])('%s %s is refused', async (method, path) => {
    const response = await fetch(`${server.url}${path}`, { method });
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'token_required' });
    const wrong = await fetch(`${server.url}${path}`, { method, headers: { Authorization: 'Bearer wrong' } });
    expect(await readProblem(wrong)).toMatchObject({ status: 401, code: 'token_wrong' });
  });

  it('an upload is refused before its body has come, and its connection is not held', async () => {
    const { closed } = await openConnection(
      server.port,
      'POST /api/documents HTTP/1.1',
      'Host: localhost',
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 1000000',
      '',
      '--x',
    );
    expect(await closed).toMatch(/^HTTP\/1.1 401/);
  });

  it('the routes are not there where the server has none', async () => {
    const other = await startTestServer({ documents: services });
    try {
      const description = await (await fetch(`${other.url}/openapi.json`)).json();
      expect(Object.keys(description.paths)).not.toContain('/api/jobs/{id}');
      expect(Object.keys(description.paths['/api/documents'])).toEqual(['get']);
      const job = await fetch(`${other.url}/api/jobs/any`, { headers: ADMIN });
      expect(await readProblem(job)).toMatchObject({ status: 404, code: 'route_not_found' });
      const add = await fetch(`${other.url}/api/documents`, { method: 'POST', headers: ADMIN });
      expect(add.headers.get('Allow')).toBe('GET, HEAD');
    } finally {
      await other.close();
    }
  });

  it('is described where it has', async () => {
    const description = await (await fetch(`${server.url}/openapi.json`)).json();
    expect(description.paths['/api/documents'].post.security).toEqual([{ adminToken: [] }]);
    expect(description.components.securitySchemes.adminToken).toEqual({ type: 'http', scheme: 'bearer' });
  });
});

describe('a hostile upload', () => {
  beforeEach(() => expect(files()).toEqual([]));

  it.each([
    '../escape.txt',
    '../../etc/cron.d/job.txt',
    '/etc/passwd.txt',
    'a/../../b.txt',
    'C:\\windows\\a.txt',
    'a\\b.txt',
    '.hidden.txt',
    'a/.git/b.txt',
    'node_modules/a.txt',
    'a//b.txt',
    'nul.txt',
    'COM1.md',
    'trailing.txt ',
    ' leading.txt',
    'tab\there.txt',
    'del\u007f.txt',
    'right-to-left\u202etxt.md',
    'zero\u200bwidth.txt',
    `${'a'.repeat(250)}.txt`,
    `${'d/'.repeat(20)}a.txt`,
    'what?.txt',
    '',
  ])('is not kept under the name %j', async (name) => {
    const boundary = 'boundary';
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="${name.replace('\\', '\\\\')}"\r\n\r\nText.\r\n--${boundary}--\r\n`;
    const response = await send('/api/documents', {
      method: 'POST',
      body,
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    });
    expect(await readProblem(response)).toMatchObject({ status: 400, code: 'upload_invalid' });
    if (name !== '') {
      const other = await put(name, 'Text.');
      expect([400, 404]).toContain((await readProblem(other)).status);
    }
    expect(files()).toEqual([]);
  });

  it('of a format that is not read says which are', async () => {
    const problem = await readProblem(await post(form(['good.txt', 'Good.'], ['virus.exe', 'MZ'])));
    expect(problem).toMatchObject({ status: 415, code: 'unsupported_format' });
    expect(problem.detail).toMatch(/virus\.exe.*\.txt \.md/);
    expect(files()).toEqual([]);
  });

  it.each([
    ['photo.pdf', 'not a PDF at all'],
    ['letter.docx', 'not a document at all'],
    ['binary.txt', new Uint8Array([0, 1, 2, 3, 255, 254, 0, 0])],
    ['lines.jsonl', '{"_id": "a"\n'],
  ])('whose content is not what %s says is refused with all that came with it', async (name, content) => {
    const problem = await readProblem(await post(form(['good.txt', 'Good.'], [name, content])));
    expect(problem).toMatchObject({ status: 422, code: 'upload_unreadable' });
    expect(problem.errors?.map(({ path }) => path)).toEqual([name]);
    expect(JSON.stringify(problem)).not.toContain(folder);
    expect(files()).toEqual([]);
  });

  it('does not take the place of a good document with a broken one', async () => {
    await finished(await put('rules.txt', 'Dogs are welcome in the office.'));
    const broken = await send('/api/documents/rules.txt', {
      method: 'PUT',
      body: new Uint8Array([0, 0, 1, 255]),
    });
    expect(await readProblem(broken)).toMatchObject({ status: 422 });
    expect((await citewell.getDocument('rules.txt')).text).toContain('Dogs');
    expect(files()).toEqual(['rules.txt']);
    const below = await readProblem(await post(form(['rules.txt/below.txt', 'Below.'])));
    expect(below).toMatchObject({ status: 409, code: 'document_exists' });
    await finished(await remove('rules.txt'));
  });

  it('without bytes, without files, with fields, or twice the same, is refused', async () => {
    for (const [body, status] of [
      [form(['empty.txt', '']), 400],
      [form(), 400],
      [form(['same.txt', 'One.'], ['SAME.txt', 'Two.']), 400],
    ] as const) {
      expect(await readProblem(await post(body))).toMatchObject({ status, code: 'upload_invalid' });
    }
    const fields = form(['a.txt', 'A.']);
    fields.append('field', 'value');
    expect(await readProblem(await post(fields))).toMatchObject({ code: 'upload_invalid' });
    expect(await readProblem(await put('empty.txt', ''))).toMatchObject({ code: 'upload_invalid' });
    expect(files()).toEqual([]);
  });

  it.each([
    ['no boundary', 'multipart/form-data', 'anything'],
    ['another type', 'application/json', '{}'],
    [
      'no end',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nTe',
    ],
    ['a boundary that never comes', 'multipart/form-data; boundary=x', 'a'.repeat(100_000)],
    ['headers without end', 'multipart/form-data; boundary=x', `--x\r\n${'X-A: b\r\n'.repeat(20_000)}`],
  ])('with %s is a problem, not a failure', async (_, type, body) => {
    const response = await send('/api/documents', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    });
    expect(await readProblem(response)).toMatchObject({ status: 400, code: 'upload_invalid' });
    expect(files()).toEqual([]);
  });

  it('of 10,000 parts is refused', async () => {
    const part = '--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nT\r\n';
    const response = await send('/api/documents', {
      method: 'POST',
      body: `${part.repeat(10_000)}--x--\r\n`,
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    });
    const problem = await readProblem(response);
    expect(problem).toMatchObject({ status: 400, code: 'upload_invalid' });
    expect(problem.detail).toContain('200 files');
    expect(files()).toEqual([]);
  });

  it('that is larger than the limit is refused, declared or not, and leaves nothing', async () => {
    const large = new Uint8Array(3 * MEBIBYTE).fill(97);
    expect(await readProblem(await post(form(['large.txt', large])))).toMatchObject({
      status: 413,
      code: 'upload_too_large',
    });
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    const { closed } = await openConnection(
      server.port,
      'PUT /api/documents/large.txt HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${TOKEN}`,
      'Transfer-Encoding: chunked',
      '',
      chunk.repeat(64),
    );
    expect(await closed).toMatch(/^HTTP\/1.1 413[\s\S]*upload_too_large/);
    expect(files()).toEqual([]);
  });

  it('that breaks off leaves nothing', async () => {
    const { socket, closed } = await openConnection(
      server.port,
      'POST /api/documents HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${TOKEN}`,
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 1000000',
      '',
      '--x',
      'Content-Disposition: form-data; name="f"; filename="half.txt"',
      '',
      'Half a text',
    );
    await expect.poll(files).toHaveLength(1);
    socket.destroy();
    await closed;
    await expect.poll(files).toEqual([]);
  });

  it('writes the token into no log', () => {
    expect(entries.length).toBeGreaterThan(50);
    expect(JSON.stringify(entries)).not.toContain(TOKEN);
  });
});
