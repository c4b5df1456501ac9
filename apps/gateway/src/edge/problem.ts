import { AuthenticationError } from '@ringvirkning/auth';
import { fail } from '@ringvirkning/kernel';

const tryAgain = {
  da: 'Prøv igen om lidt. Kontakt driften med sags-id’et, hvis det fortsætter.',
  en: 'Try again in a moment. Contact operations with the correlation id if it goes on.',
};

/** What the gateway itself may have to tell; everything else is told by the services. */
export const problems = {
  notSignedIn: () =>
    new AuthenticationError('auth.sign-in-required', { da: 'Du er ikke logget ind.', en: 'You are not signed in.' }),
  signInFailed: () =>
    fail.forbidden('gateway.sign-in-failed', 'Login kunne ikke gennemføres.', 'Sign-in could not be completed.', {
      whatToDo: { da: 'Gå til forsiden, og log ind igen.', en: 'Go to the front page and sign in again.' },
    }),
  forgedWrite: () =>
    fail.forbidden(
      'gateway.cross-site-write',
      'Ændringen kom ikke fra denne tjenestes egne sider og er afvist.',
      'The change did not come from the pages of this service and was refused.',
      {
        whatToDo: { da: 'Genindlæs siden, og prøv igen.', en: 'Reload the page and try again.' },
      },
    ),
  otherPerson: () =>
    fail.conflict(
      'gateway.other-person',
      'Siden blev vist for en anden bruger end den, der nu er logget ind. Ændringen er ikke udført.',
      'The page was shown to somebody else than the person who is signed in now. The change was not made.',
      { whatToDo: { da: 'Genindlæs siden, og prøv igen.', en: 'Reload the page and try again.' } },
    ),
  serviceDown: (service: string) =>
    fail.unavailable(
      'gateway.service-down',
      `Tjenesten »${service}« svarer ikke lige nu.`,
      `The service "${service}" does not answer right now.`,
      {
        whatToDo: tryAgain,
        params: { service },
      },
    ),
  maintenance: () =>
    fail.unavailable(
      'gateway.maintenance',
      'Der arbejdes på systemet lige nu. Alt kan læses, men intet kan ændres. Intet er ændret.',
      'The system is being worked on right now. Everything can be read, but nothing can be changed. Nothing was changed.',
      {
        whatToDo: {
          da: 'Lad siden stå åben, og prøv igen, når banneret øverst er væk.',
          en: 'Leave the page open, and try again when the banner at the top is gone.',
        },
      },
    ),
  identityDown: () =>
    fail.unavailable(
      'gateway.identity-down',
      'Login-tjenesten svarer ikke lige nu.',
      'The sign-in service does not answer right now.',
      { whatToDo: tryAgain },
    ),
} as const;
