import { PassThrough } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { Logger } from '@ringvirkning/observability';
import { requestContext } from '@ringvirkning/persistence';
import { toProblem } from './problem.js';

/** Says how far a work has come. */
export type Tell = (progress: object) => void;

/**
 * An answer that tells how far the work is, as server-sent events: `progress` any number of times, then `done` with the result or `problem` with why there is none. What fails
 * before the first progress is an ordinary problem, so a work tells for the first time when the request's body is read. The work goes on when the caller leaves.
 */
export async function eventStream<T extends object>(
  logger: Logger,
  work: (tell: Tell) => Promise<T>,
): Promise<StreamableFile> {
  const { correlationId } = requestContext.get();
  const events = new PassThrough();
  const write = (name: string, data: object): void => {
    if (!events.destroyed) events.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const done = work((progress) => {
    write('progress', progress);
    begin();
  }).then((result) => write('done', result));
  await Promise.race([begun, done]);
  const failed = (error: unknown): void => {
    const { problem, expected } = toProblem(error, correlationId);
    if (!expected) logger.error({ err: error }, 'unexpected error');
    write('problem', problem);
  };
  void done.catch(failed).then(() => events.end());
  return new StreamableFile(events, { type: 'text/event-stream; charset=utf-8' });
}
