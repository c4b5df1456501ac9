import { serviceManifests } from '@ringvirkning/catalogue';

const BEGIN = '  # From libs/catalogue: node tools/compose/dist/write-services.js\n';
const END = '  # End of what is written\n';

/** Mail is the operator's: without these two variables nothing is sent. What sends it reaches out of the inner network. */
const MAIL = 'ORIGIN: "${ORIGIN}", MAIL_URL: "${MAIL_URL:-}", MAIL_FROM: "${MAIL_FROM:-}"';

function environmentOf(name: string): string {
  const { keepsFiles, sendsMail } = serviceManifests.find((its) => its.name === name) ?? {};
  const own = [...(keepsFiles ? ['FILES_FOLDER: /files'] : []), ...(sendsMail ? [MAIL] : [])];
  const environment = own.length > 0 ? `{ <<: *environment, ${own.join(', ')} }` : '*environment';
  return [
    `environment: ${environment}`,
    ...(keepsFiles ? [`volumes: ["${name}-files:/files"]`] : []),
    ...(sendsMail ? ['networks: [inside, edge]'] : []),
  ].join('\n    ');
}

const serviceOf = (name: string): string => `  ${name}:
    <<: *service
    image: ringvirkning/${name}
    build: { context: "\${RINGVIRKNING_SOURCE}", dockerfile: docker/Dockerfile, args: { APP: ${name} } }
    env_file: [generated/${name}.env]
    ${environmentOf(name)}

`;

/** The compose file with exactly these services between its two marks. @throws RangeError when it has no marks. */
export function withServices(composeFile: string, services: readonly string[]): string {
  const [begin, end] = [composeFile.indexOf(BEGIN), composeFile.indexOf(END)];
  if (begin < 0 || end < begin)
    throw new RangeError('the compose file has lost the marks between which services stand');
  return composeFile.slice(0, begin + BEGIN.length) + services.map(serviceOf).join('') + composeFile.slice(end);
}
