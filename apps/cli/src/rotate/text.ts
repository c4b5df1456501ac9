import type { Language } from '../report/words.js';
import type { Kept, Rotatable, Rotated } from './rotate.js';

const danish = {
  of: {
    database: 'Databasernes adgangskoder er nye.',
    'session-key': 'Nøglen til loginsessioner er ny.',
    'evidence-key':
      'Hovednøglerne til bilag er nye, både til dokumentation og til godkendelser. Nye filer ligger under dem; de andre kommer under dem inden for nogle minutter, og kan åbnes imens.',
    'sign-in': 'Hemmeligheden, som gatewayen viser login-tjenesten, er ny.',
  } satisfies Record<Rotatable, string>,
  takenUp: {
    now: 'Det, der kører, har taget dem i brug. Ingen er blevet afbrudt.',
    'at-start': 'Intet kører; næste start tager dem i brug.',
    containers:
      'Lav containerne om, så de får dem: docker compose up -d (hver tjeneste er væk, mens dens container laves).',
  } satisfies Record<Rotated['takenUp'], string>,
  sessions:
    'Hvad den forrige nøgle har forseglet, kan åbnes, til det udløber (højst 12 timer). --end-sessions lader alle logge ind igen.',
  ended: 'Alle logger ind igen.',
  keycloak:
    'Skriv det samme i Keycloak: klienten gateway, Credentials, Client secret = indholdet af secrets/gateway-client.secret.',
  kept: {
    'pseudonym-key':
      'Nøglen til CPR-numrenes fingeraftryk kan ikke skiftes: numrene er glemt, så fingeraftrykkene kan ikke regnes om, og under en ny nøgle ville ingen borger blive genkendt.',
    'partnership-key':
      'Nøglen, som partnerskabets nøgler ligger forseglet under, kan ikke skiftes her: de måtte forsegles om.',
    broker:
      'Tjenesternes NATS-nøgler kan ikke skiftes, mens der er noget, de har underskrevet: hændelser og forseglede logge kendes på dem.',
  } satisfies Record<Kept, string>,
};
const english: typeof danish = {
  of: {
    database: 'The passwords of the databases are new.',
    'session-key': 'The key of sign-in sessions is new.',
    'evidence-key':
      'The master keys of files are new, of evidence and of attachments to sign-offs. New files lie under them; the others come under them within minutes, and can be opened meanwhile.',
    'sign-in': 'The secret that the gateway shows the sign-in service is new.',
  },
  takenUp: {
    now: 'What runs has taken it up. Nobody was interrupted.',
    'at-start': 'Nothing runs; the next start takes it up.',
    containers:
      'Make the containers anew, so that they get it: docker compose up -d (each service is away while its container is made).',
  },
  sessions:
    'What the key before has sealed is opened until it ends (12 hours at most). --end-sessions has everybody sign in again.',
  ended: 'Everybody signs in again.',
  keycloak:
    'Write the same in Keycloak: client gateway, Credentials, Client secret = what stands in secrets/gateway-client.secret.',
  kept: {
    'pseudonym-key':
      'The key of the CPR digests cannot be changed: the numbers are forgotten, so their digests cannot be computed anew, and under a new key nobody would be recognised again.',
    'partnership-key':
      'The key under which the keys of the partnership lie sealed cannot be changed here: they would have to be sealed anew.',
    broker:
      "The services' NATS keys cannot be changed while there is something they signed: events and sealed logs are recognised by them.",
  },
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };

export function rotatedText({ secret, takenUp }: Rotated, isEnding: boolean, language: Language): string {
  const words = WORDS[language];
  return [
    words.of[secret],
    words.takenUp[takenUp],
    ...(secret === 'session-key' ? [isEnding ? words.ended : words.sessions] : []),
    ...(secret === 'sign-in' && takenUp === 'containers' ? [words.keycloak] : []),
    '',
  ].join('\n');
}

export const keptText = (secret: Kept, language: Language): string => `${WORDS[language].kept[secret]}\n`;
