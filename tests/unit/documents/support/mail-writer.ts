/** A file attached to a mail; a name of `null` is none at all. */
export interface Attached {
  readonly name: string | null;
  readonly type?: string;
  readonly content: string | Uint8Array;
  readonly headers?: readonly string[];
}

let boundaries = 0;

/** A mail with a text and files attached to it. @param subject encoded as the header needs it */
export function mailWith(subject: string, text: string, attached: readonly Attached[]): Buffer {
  boundaries += 1;
  const boundary = `boundary-${boundaries}`;
  const parts = attached.map(({ name, type = 'application/octet-stream', content, headers }) =>
    [
      `Content-Type: ${type}`,
      ...(headers ?? [
        name === null
          ? 'Content-Disposition: attachment'
          : `Content-Disposition: attachment; filename="${name}"`,
      ]),
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content).toString('base64').replace(/.{76}/gu, '$&\r\n'),
    ].join('\r\n'),
  );
  const body = [`Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`, ...parts];
  return Buffer.from(
    [
      'From: Jane Roe <jane@example.org>',
      'Date: Mon, 17 Mar 2025 10:00:00 +0100',
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      ...body.map((part) => `--${boundary}\r\n${part}`),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
}
