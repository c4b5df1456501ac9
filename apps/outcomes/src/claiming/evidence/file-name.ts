import type { IncomingMessage } from 'node:http';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';
import { cprIn, unstorable } from '@ringvirkning/reading';

/** Percent-encoded UTF-8, so that any name fits in a header; addresses are kept along the way, and a name may say who somebody is. */
export const FILE_NAME_HEADER = 'x-file-name';

/** What the sender calls the file, without folders. @throws DomainError when it cannot be read or holds a personal number. */
export function fileNameOf({ headers }: IncomingMessage): string | undefined {
  const header = headers[FILE_NAME_HEADER];
  if (header === undefined) return undefined;
  const name = decoded(String(header)).replace(/^.*[/\\]/, '');
  if (name.length > 200 || unstorable(name)) throw outcomeErrors.unreadableFileName();
  if (cprIn(name)) throw outcomeErrors.cprInFileName();
  return name || undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw outcomeErrors.unreadableFileName();
  }
}
