import { serviceManifests } from '@ringvirkning/catalogue';

const BEGIN = '  # From libs/catalogue: node tools/compose/dist/write-services.js\n';
const END = '  # End of what is written\n';

const keepsFiles = (name: string): boolean => serviceManifests.some((its) => its.name === name && its.keepsFiles);
const environmentOf = (name: string): string =>
  keepsFiles(name)
    ? `environment: { <<: *environment, FILES_FOLDER: /files }
    volumes: ["${name}-files:/files"]`
    : 'environment: *environment';

const serviceOf = (name: string): string => `  ${name}:
    <<: *service
    image: ringvirkning/${name}
    build: { context: .., dockerfile: docker/Dockerfile, args: { APP: ${name} } }
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
