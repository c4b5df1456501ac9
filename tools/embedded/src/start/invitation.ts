import type { DemoPerson } from '../identity/people.js';

export interface Invited {
  readonly name: string;
  readonly url: string;
  readonly password: string;
  readonly people: readonly DemoPerson[];
}

/** What a finished start prints last: where to go, and as whom. */
export function invitation([first, ...others]: readonly Invited[], dataFolder: string): string {
  if (!first) throw new RangeError('nothing was started');
  const width = Math.max(...first.people.map(({ username }) => username.length));
  const rows = first.people.map(
    ({ username, name, title, organisation }) =>
      `    ${username.padEnd(width)}  ${name}, ${title.en} (${organisation})`,
  );
  const more = others.map(({ name, url, password }) => `    ${name}:  ${url}   password  ${password}\n`);
  return `
  Ringvirkning runs:  ${first.url}

  Sign in as one of these synthetic people, password  ${first.password}

${rows.join('\n')}
${more.length > 0 ? `\n  In the same partnership, with the same sign-in names:\n\n${more.join('')}` : ''}
  Data, secrets and logs: ${dataFolder}    Stop: Ctrl-C
`;
}
