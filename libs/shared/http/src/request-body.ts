import type { IncomingMessage } from 'node:http';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { jsonExcess, readText, UnreadableFile } from '@ringvirkning/reading';
import {
  bodyNotReceived,
  bodyOverBudget,
  bodyTooLarge,
  encodingNotSupported,
  malformedBody,
  mediaTypeNotSupported,
} from './http-error.js';

/** Largest body that is held in memory, in bytes. Streams have no limit here. */
export const BODY_LIMIT = 1_048_576;

/** How a route takes its body: parsed JSON (the default), the text as sent, or the request itself as a stream. */
export interface BodyMode {
  readonly mode: 'json' | 'text' | 'stream';
  readonly mediaTypes: readonly string[];
}
export const BODY_MODE = 'ringvirkning:body';
export const JSON_BODY: BodyMode = { mode: 'json', mediaTypes: ['application/json'] };

const accepts = (mode: 'text' | 'stream', mediaTypes: readonly string[]): MethodDecorator =>
  applyDecorators(
    SetMetadata(BODY_MODE, { mode, mediaTypes } satisfies BodyMode),
    ApiConsumes(...mediaTypes),
    ApiBody({ schema: { type: 'string' } }),
  );

/** `@Body() text: string` gets the text as it was sent (for documents whose errors are told by line and column), at most 1 MB. */
export const AcceptsText = (...mediaTypes: readonly [string, ...string[]]): MethodDecorator =>
  accepts('text', mediaTypes);

/** `@Req() request: IncomingMessage` is the unread body. An `Idempotency-Key` is not applied: the rows must be idempotent themselves. */
export const AcceptsStream = (...mediaTypes: readonly [string, ...string[]]): MethodDecorator =>
  accepts('stream', mediaTypes);

export interface ReceivedBody {
  /** What `@Body()` gets. */
  readonly value: unknown;
  /** The bytes as received, for the hash of the request. */
  readonly bytes: Buffer;
}

/**
 * Reads a request's body in the route's way; undefined when there is none or the route reads the stream itself.
 * @throws HttpError 415 for another media type, charset or compression; 413 above the limit, too deep or of too many parts; 400 when cut off or not JSON.
 */
export async function receiveBody(
  request: IncomingMessage,
  { mode, mediaTypes }: BodyMode,
): Promise<ReceivedBody | undefined> {
  if (!hasBody(request)) return undefined;
  if (!isAccepted(request, mediaTypes, CHARSETS[mode === 'json' ? 'json' : 'file']))
    throw mediaTypeNotSupported(mediaTypes);
  if (mode === 'stream') return undefined;
  const bytes = await readAll(request);
  return { bytes, value: mode === 'text' ? textOf(bytes) : parseJson(decode(bytes, mediaTypes)) };
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** JSON is UTF-8; what a file is its reader sees. */
const CHARSETS = {
  json: ['utf-8', 'utf8', 'us-ascii'],
  file: ['utf-8', 'utf8', 'us-ascii', 'utf-16', 'utf-16le', 'utf-16be'],
} as const;

function isAccepted({ headers }: IncomingMessage, mediaTypes: readonly string[], charsets: readonly string[]): boolean {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset =
    parameters
      .find((parameter) => parameter.startsWith('charset='))
      ?.slice('charset='.length)
      .replaceAll('"', '') ?? 'utf-8';
  return (
    mediaTypes.includes(type) &&
    charsets.includes(charset) &&
    (headers['content-encoding'] ?? 'identity') === 'identity'
  );
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw bodyTooLarge(BODY_LIMIT);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // The socket must outlive an early end of the loop, or the caller would not see the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > BODY_LIMIT) break;
      chunks.push(chunk);
    }
  } catch {
    throw bodyNotReceived();
  }
  if (length > BODY_LIMIT) throw bodyTooLarge(BODY_LIMIT);
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, mediaTypes: readonly string[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw mediaTypeNotSupported(mediaTypes);
  }
}

/** A document that a person wrote and saved, in whatever program. */
function textOf(bytes: Buffer): string {
  try {
    return readText(bytes);
  } catch (error) {
    throw error instanceof UnreadableFile ? encodingNotSupported(error.fault, error.more.whatToDo) : error;
  }
}

function parseJson(text: string): unknown {
  const excess = jsonExcess(text);
  if (excess) throw bodyOverBudget(excess);
  try {
    return JSON.parse(text);
  } catch {
    throw malformedBody();
  }
}
