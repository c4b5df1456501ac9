import type { FileChange, HubPlan, InstancePlan, Plan } from '@ringvirkning/compose';
import type { Language } from '../report/words.js';

const danish = {
  nothing: (folder: string) => `${folder} er, som den skal være.`,
  would: (folder: string) => `Det ville ændres i ${folder}:`,
  written: (folder: string) => `Skrevet til ${folder}:`,
  kinds: { new: 'ny', changed: 'ændret', gone: 'fjernet' } satisfies Record<FileChange['kind'], string>,
  instance: (name: string, number: string, region: string) => `${name}, CVR ${number}, ${region}`,
  until: (name: string, day: string) => `${name} til og med ${day}`,
  then: 'derefter',
  embedded: 'Start den her',
  beside: 'Eller ved siden af en, der kører her',
  containers: 'Eller i containere',
  forContainers: 'Til containere: kør igen med --origin og --identity.',
  invite: 'Derefter inviterer et medlem den',
  member: (file: string) => `Giv ${file} til den, der driver partnerskabets knudepunkt; den er ikke hemmelig.`,
  hub: (members: readonly string[]) =>
    members.length > 0 ? `Knudepunktet bærer for ${members.join(', ')}` : 'Knudepunktet bærer endnu ikke for nogen',
  add: (folder: string) => `Et medlem mere: læg dets .nkey-fil i ${folder}/members, og kør igen.`,
  missing: (files: readonly string[]) => `Læg certifikat og nøgle (PEM) her: ${files.join(', ')}`,
  run: 'Start det, eller lad det læse sine medlemmer igen (to gange: det nye ses først anden gang)',
};
const english: typeof danish = {
  nothing: (folder) => `${folder} is as it should be.`,
  would: (folder) => `This would change in ${folder}:`,
  written: (folder) => `Written to ${folder}:`,
  kinds: { new: 'new', changed: 'changed', gone: 'removed' },
  instance: (name, number, region) => `${name}, CVR ${number}, ${region}`,
  until: (name, day) => `${name} until ${day}`,
  then: 'then',
  embedded: 'Start it here',
  beside: 'Or beside one that runs here',
  containers: 'Or in containers',
  forContainers: 'For containers: run it again with --origin and --identity.',
  invite: 'Then a member invites it',
  member: (file) => `Give ${file} to whoever runs the hub of the partnership; it is no secret.`,
  hub: (members) =>
    members.length > 0 ? `The hub carries for ${members.join(', ')}` : 'The hub does not carry for anybody yet',
  add: (folder) => `One member more: put its .nkey file into ${folder}/members, and run this again.`,
  missing: (files) => `Put certificate and key (PEM) here: ${files.join(', ')}`,
  run: 'Start it, or have it read its members again (twice: what is new is seen the second time only)',
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };

const SIGNS: Readonly<Record<FileChange['kind'], string>> = { new: '+', changed: '~', gone: '-' };

/** What would change, or changes, in a folder: no value of a secret. */
export function planText({ folder, changes }: Plan, isDiff: boolean, language: Language): string {
  const words = WORDS[language];
  if (changes.length === 0) return `${words.nothing(folder)}\n`;
  const lines = changes.flatMap(({ path, kind, lines }) => [
    `  ${SIGNS[kind]} ${path} (${words.kinds[kind]})`,
    ...lines.map((line) => `      ${line}`),
  ]);
  return [isDiff ? words.would(folder) : words.written(folder), ...lines, ''].join('\n');
}

/** Whose instance it is, and how it is started. */
export function instanceText({ file, folder, hasContainers }: InstancePlan, language: Language): string {
  const words = WORDS[language];
  const { name, organisationNumber, regions, instance } = file.municipality;
  const region = regions.map((one) => (one.until ? words.until(one.name, one.until) : one.name));
  return [
    '',
    words.instance(name, organisationNumber, region.join(`, ${words.then} `)),
    `${words.embedded}: npm start -- --instance ${folder}`,
    `${words.beside}: npm run start:built -- --instance ${folder} --beside .data`,
    hasContainers ? `${words.containers}: cd ${folder} && docker compose up -d --build` : words.forContainers,
    words.member(`${folder}/${instance}.nkey`),
    `${words.invite}: RINGVIRKNING_DATA=.data npm exec ringvirkning -- partnership invite ${instance} --name '${name}'`,
    '',
  ].join('\n');
}

/** For whom a hub carries, what it lacks, and how it is started. */
export function hubText({ folder, members, missing }: HubPlan, language: Language): string {
  const words = WORDS[language];
  const reload = 'docker compose kill -s HUP nats';
  return [
    '',
    words.hub(members),
    words.add(folder),
    ...(missing.length > 0 ? [words.missing(missing.map((path) => `${folder}/${path}`))] : []),
    `${words.run}: cd ${folder} && docker compose up -d --build && ${reload} && sleep 2 && ${reload}`,
    '',
  ].join('\n');
}
