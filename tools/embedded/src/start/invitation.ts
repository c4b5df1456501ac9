import type { DemoPerson } from '../identity/people.js';

/** What a finished start prints last: where to go, and as whom. */
export function invitation(url: string, people: readonly DemoPerson[], password: string, dataFolder: string): string {
  const width = Math.max(...people.map(({ username }) => username.length));
  const rows = people.map(
    ({ username, name, title, organisation }) =>
      `    ${username.padEnd(width)}  ${name}, ${title.en} (${organisation})`,
  );
  return `
  Ringvirkning runs:  ${url}

  Sign in as one of these synthetic people, password  ${password}

${rows.join('\n')}

  Data, secrets and logs: ${dataFolder}    Stop: Ctrl-C
`;
}
