import { fail, type DomainError } from '@ringvirkning/kernel';

export const busy = (): DomainError =>
  fail.unavailable(
    'work.busy',
    'Der er for mange beregninger i gang lige nu.',
    'Too many computations are going on right now.',
    { whatToDo: { da: 'Prøv igen om lidt.', en: 'Try again in a little while.' } },
  );

export const tookTooLong = (): DomainError =>
  fail.unavailable(
    'work.took-too-long',
    'Beregningen tog for lang tid og er stoppet.',
    'The computation took too long and was stopped.',
    {
      whatToDo: {
        da: 'Prøv igen om lidt, eller send et mindre dokument.',
        en: 'Try again in a little while, or send a smaller document.',
      },
    },
  );

export const tookTooMuch = (): DomainError =>
  fail.rule(
    'work.took-too-much',
    'Dokumentet fylder for meget, når det regnes ud.',
    'The document takes too much memory to compute.',
    { whatToDo: { da: 'Send et mindre dokument.', en: 'Send a smaller document.' } },
  );
