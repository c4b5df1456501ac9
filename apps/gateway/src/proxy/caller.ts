import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DomainError } from '@ringvirkning/kernel';
import { decodeJwt } from 'jose';
import { problems } from '../edge/problem.js';
import type { Sessions } from '../sign-in/sessions.js';
import { isForged } from './write-defence.js';

/** For whom a page was drawn: in a browser shared by two people, or after signing in anew, no page acts in the other's name. */
export const ACTING_HEADER = 'x-acting-subject';

export interface Caller {
  readonly bearer?: string | undefined;
  /** Why the request must not go on. */
  readonly refused?: DomainError | undefined;
}

/** Who a request speaks for: an API client by the token it brings, a browser by its session (renewed when needed), or nobody. */
export async function callerOf(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  ownOrigin: string,
): Promise<Caller> {
  const brought = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '');
  if (brought) return { bearer: brought[1] };
  const { session, setCookies } = await sessions.current(request.headers.cookie);
  for (const line of setCookies) response.appendHeader('Set-Cookie', line);
  if (!session) return {};
  const write = {
    method: request.method ?? 'GET',
    origin: request.headers.origin,
    requestedWith: header(request, 'x-requested-with'),
  };
  if (isForged(write, ownOrigin)) return { refused: problems.forgedWrite() };
  const drawnFor = header(request, ACTING_HEADER);
  if (drawnFor !== undefined && drawnFor !== decodeJwt(session.accessToken).sub)
    return { refused: problems.otherPerson() };
  return { bearer: session.accessToken };
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};
