import { fail, type DomainError } from '@ringvirkning/kernel';
import type { RunStatus } from './run.js';

const STATUS: Readonly<Record<RunStatus, { da: string; en: string }>> = {
  calculated: { da: 'beregnet', en: 'calculated' },
  certified: { da: 'attesteret', en: 'certified' },
  authorised: { da: 'anvist', en: 'authorised' },
  cancelled: { da: 'annulleret', en: 'cancelled' },
};

export const runOpen = (no: number): DomainError =>
  fail.conflict(
    'payments.run-open',
    `Kørsel ${no} venter på attestation eller anvisning.`,
    `Run ${no} waits for certification or authorisation.`,
    {
      params: { no },
      whatToDo: { da: `Afslut eller annullér kørsel ${no} først.`, en: `Complete or cancel run ${no} first.` },
    },
  );

export const runLost = (no: number): DomainError =>
  fail.rule(
    'payments.run-lost',
    `Kørsel ${no} er anvist og fortalt videre, men mangler efter en gendannelse. En ny kørsel ville betale det samme igen.`,
    `Run ${no} was authorised and told to others, but is missing since a restore. Another run would pay the same again.`,
    {
      params: { no },
      whatToDo: {
        da: 'Gendan payments fra en nyere sikkerhedskopi, som har kørslen.',
        en: 'Restore payments from a more recent backup, which has the run.',
      },
    },
  );

export const cutOffInFuture = (cutOff: string, today: string): DomainError =>
  fail.rule(
    'payments.cut-off-in-future',
    `Skæringsdatoen ${cutOff} ligger efter i dag (${today}).`,
    `The cut-off ${cutOff} lies after today (${today}).`,
    {
      params: { cutOff, today },
      whatToDo: { da: 'Vælg en dag, der ikke ligger efter i dag.', en: 'Choose a day that is not after today.' },
    },
  );

export const cutOffBeforeLast = (cutOff: string, last: string): DomainError =>
  fail.rule(
    'payments.cut-off-before-last',
    `Skæringsdatoen ${cutOff} ligger før den seneste anviste kørsel (${last}).`,
    `The cut-off ${cutOff} lies before that of the last authorised run (${last}).`,
    {
      params: { cutOff, last },
      whatToDo: { da: 'Vælg den dag eller en senere.', en: 'Choose that day or a later one.' },
    },
  );

export const wrongStatus = (status: RunStatus, needed: RunStatus): DomainError =>
  fail.conflict(
    'payments.wrong-status',
    `Kørslen er ${STATUS[status].da} og skal være ${STATUS[needed].da}.`,
    `The run is ${STATUS[status].en}; it has to be ${STATUS[needed].en}.`,
    {
      params: { status, needed },
      whatToDo: {
        da: 'Hent kørslen igen, og se, hvad der er sket.',
        en: 'Load the run again to see what has happened.',
      },
    },
  );

export const samePerson = (): DomainError =>
  fail.rule(
    'payments.same-person',
    'Den, der attesterer, må ikke også anvise.',
    'The person who certifies may not authorise as well.',
    {
      whatToDo: { da: 'Bed en kollega med anvisningsret om at anvise.', en: 'Ask a colleague who may authorise.' },
    },
  );

export const paysOneself = (): DomainError =>
  fail.forbidden(
    'payments.pays-oneself',
    'Ingen må attestere eller anvise en betaling til sig selv.',
    'Nobody certifies or authorises a payment to themselves.',
    {
      whatToDo: { da: 'Lad en fra den betalende part gøre det.', en: 'Let somebody of the paying party do it.' },
    },
  );

export const runOutdated = (count: number): DomainError =>
  fail.conflict(
    'payments.run-outdated',
    `${count} af kørslens resultater er tilbageført, siden den blev beregnet.`,
    `${count} of the run's outcomes were reversed after it was calculated.`,
    {
      params: { count },
      whatToDo: { da: 'Annullér kørslen, og beregn en ny.', en: 'Cancel the run and calculate a new one.' },
    },
  );
