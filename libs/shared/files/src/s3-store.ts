import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { fail } from '@ringvirkning/kernel';
import { AwsV4Signer } from 'aws4fetch';
import { objectName, type ByteStore } from './byte-store.js';
import { fileMissing } from './errors.js';

export interface S3Options {
  /** `https://s3.example.dk`; objects are addressed by path: `/<bucket>/<name>`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A store that does not move for so long is away. */
const IDLE_MS = 30_000;

/**
 * Objects in a bucket of anything that speaks S3. The bytes are sealed before they come here, and each chunk proves itself when it is read, so that they need no
 * hash in the signature as well.
 */
export const s3Store = (options: S3Options): ByteStore => ({
  async keep(name, path) {
    const { size } = await stat(path);
    const answer = await send(options, 'PUT', name, { size, body: createReadStream(path) });
    await finished(answer, [200]);
    await rm(path, { force: true });
  },
  async read(name): Promise<Readable> {
    const answer = await send(options, 'GET', name);
    if (answer.statusCode === 200) return answer;
    await finished(answer, [404]);
    throw fileMissing();
  },
  async remove(name) {
    await finished(await send(options, 'DELETE', name), [200, 204, 404]);
  },
});

interface Upload {
  readonly size: number;
  readonly body: Readable;
}

async function send(options: S3Options, method: string, name: string, upload?: Upload): Promise<IncomingMessage> {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = options;
  const { url, headers } = await new AwsV4Signer({
    service: 's3',
    method,
    url: `${endpoint.replace(/\/$/, '')}/${bucket}/${objectName(name)}`,
    headers: {
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      ...(upload && { 'content-length': String(upload.size), 'content-type': 'application/octet-stream' }),
    },
    region,
    accessKeyId,
    secretAccessKey,
  }).sign();
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = open(url, { method, headers: Object.fromEntries(headers), timeout: IDLE_MS });
  request.on('timeout', () => request.destroy(new Error('the store does not answer')));
  const answered = new Promise<IncomingMessage>((resolve, reject) =>
    request.on('response', resolve).on('error', reject),
  );
  try {
    const [answer] = await Promise.all([answered, upload ? pipeline(upload.body, request) : request.end()]);
    return answer;
  } catch (error) {
    throw storeAway(error instanceof Error ? error.message : String(error));
  }
}

/** Reads an answer away, so that its connection is free. @throws unavailable for a status that was not expected. */
async function finished(answer: IncomingMessage, expected: readonly number[]): Promise<void> {
  answer.resume();
  await new Promise((resolve) => answer.on('close', resolve));
  if (!expected.includes(answer.statusCode ?? 0)) throw storeAway(`status ${answer.statusCode}`);
}

const storeAway = (reason: string) =>
  fail.unavailable(
    'files.store-away',
    'Fillageret svarer ikke rigtigt. Prøv igen om lidt.',
    'The file store does not answer as it should. Try again in a moment.',
    { params: { reason } },
  );
