import { fail, writtenDate, type DomainError } from '@ringvirkning/kernel';
import type { DueFault } from './due/faults.js';
import type { DueStatus } from './due/signing.js';
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
    `Skæringsdatoen ${writtenDate(cutOff, 'da-DK')} ligger efter i dag (${writtenDate(today, 'da-DK')}).`,
    `The cut-off ${writtenDate(cutOff, 'en-GB')} lies after today (${writtenDate(today, 'en-GB')}).`,
    {
      params: { cutOff, today },
      whatToDo: { da: 'Vælg en dag, der ikke ligger efter i dag.', en: 'Choose a day that is not after today.' },
    },
  );

export const cutOffBeforeLast = (cutOff: string, last: string): DomainError =>
  fail.rule(
    'payments.cut-off-before-last',
    `Skæringsdatoen ${writtenDate(cutOff, 'da-DK')} ligger før den seneste anviste kørsel (${writtenDate(last, 'da-DK')}).`,
    `The cut-off ${writtenDate(cutOff, 'en-GB')} lies before that of the last authorised run (${writtenDate(last, 'en-GB')}).`,
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

export const otherThanShown = (): DomainError =>
  fail.conflict(
    'payments.other-than-shown',
    'Kørslen er ikke den, du har set: siden du hentede den, er der sket noget, som hører til det viste.',
    'The run is not the one you have seen: something that belongs to what was shown has happened since you loaded it.',
    {
      whatToDo: {
        da: 'Hent kørslens forskel igen, læs den, og attestér derefter.',
        en: "Load the run's difference again, read it, and then certify.",
      },
    },
  );

export const nothingToPay = (cutOff: string, no: number, since: string): DomainError =>
  fail.rule(
    'payments.nothing-to-pay',
    `Der er intet at betale pr. ${writtenDate(cutOff, 'da-DK')}: siden kørsel ${no} (skæringsdato ${writtenDate(since, 'da-DK')}) er der hverken nye eller tilbageførte resultater, og intet beløb er ændret.`,
    `There is nothing to pay as of ${writtenDate(cutOff, 'en-GB')}: since run ${no} (cut-off ${writtenDate(since, 'en-GB')}) there are neither new nor reversed outcomes, and no amount has changed.`,
    {
      params: { cutOff, no, since },
      whatToDo: {
        da: 'Beregn en kørsel, når flere resultater er endelige, eller vælg en senere skæringsdato.',
        en: 'Calculate a run once more outcomes are final, or choose a later cut-off.',
      },
    },
  );

export const nothingVerified = (cutOff: string): DomainError =>
  fail.rule(
    'payments.nothing-verified',
    `Der er intet at betale pr. ${writtenDate(cutOff, 'da-DK')}: kontrakten har ingen endelige resultater til og med den dag.`,
    `There is nothing to pay as of ${writtenDate(cutOff, 'en-GB')}: the contract has no final outcomes up to that day.`,
    {
      params: { cutOff },
      whatToDo: {
        da: 'Beregn en kørsel, når de første resultater er endelige, eller vælg en senere skæringsdato.',
        en: 'Calculate a run once the first outcomes are final, or choose a later cut-off.',
      },
    },
  );

export const unknownTransfer = (): DomainError =>
  fail.notFound(
    'payments.unknown-transfer',
    'Kørslen flytter ingen penge mellem den betaler og den modtager, eller betaleren fører selv sine betalinger.',
    'The run moves no money between that payer and payee, or the payer keeps its payments itself.',
    {
      whatToDo: {
        da: 'Vælg en af de betalinger, der står på kørslens side.',
        en: "Choose one of the payments on the run's page.",
      },
    },
  );

export const recordedByAuthoriser = (): DomainError =>
  fail.rule(
    'payments.recorded-by-authoriser',
    'Den, der har anvist beløbet, må ikke også registrere, at det er betalt.',
    'The person who authorised the amount may not also record that it was paid.',
    {
      whatToDo: { da: 'Bed en kollega om at registrere betalingen.', en: 'Ask a colleague to record the payment.' },
    },
  );

export const transferDayOutside = (on: string, from: string, to: string): DomainError =>
  fail.rule(
    'payments.transfer-day-outside',
    `Datoen ${writtenDate(on, 'da-DK')} ligger ikke mellem den dag, beløbet blev anvist (${writtenDate(from, 'da-DK')}), og i dag (${writtenDate(to, 'da-DK')}).`,
    `The day ${writtenDate(on, 'en-GB')} is not between the day on which the amount was authorised (${writtenDate(from, 'en-GB')}) and today (${writtenDate(to, 'en-GB')}).`,
    {
      params: { on, from, to },
      whatToDo: { da: 'Skriv den dag, banken har bogført.', en: 'Write the day on which the bank booked it.' },
    },
  );

export const alreadyPaid = (on: string): DomainError =>
  fail.conflict(
    'payments.already-paid',
    `Betalingen er registreret som betalt den ${writtenDate(on, 'da-DK')}.`,
    `The payment is recorded as paid on ${writtenDate(on, 'en-GB')}.`,
    {
      params: { on },
      whatToDo: {
        da: 'Er det forkert, så tilbagekald registreringen med en begrundelse, og registrér betalingen igen.',
        en: 'If that is wrong, withdraw the record with a reason and record the payment again.',
      },
    },
  );

export const nothingToWithdraw = (): DomainError =>
  fail.conflict(
    'payments.nothing-to-withdraw',
    'Der er intet registreret om betalingen, som kan tilbagekaldes.',
    'Nothing is recorded of the payment that could be withdrawn.',
    {
      whatToDo: {
        da: 'Hent siden igen, og se, hvad der er sket.',
        en: 'Load the page again to see what has happened.',
      },
    },
  );

const DUE_STATUS: Readonly<Record<DueStatus, { da: string; en: string }>> = {
  refused: { da: 'afvist', en: 'refused' },
  waiting: { da: 'sat til at vente', en: 'waiting for another' },
  received: { da: 'modtaget', en: 'received' },
  certified: { da: 'attesteret', en: 'certified' },
  authorised: { da: 'anvist', en: 'authorised' },
  objected: { da: 'gjort indsigelse mod', en: 'objected to' },
};

export const dueWrongStatus = (status: DueStatus, needed: DueStatus): DomainError =>
  fail.conflict(
    'payments.due-wrong-status',
    `Betalingskravet er ${DUE_STATUS[status].da} og skal være ${DUE_STATUS[needed].da}.`,
    `The claim is ${DUE_STATUS[status].en}; it has to be ${DUE_STATUS[needed].en}.`,
    {
      params: { status, needed },
      whatToDo: {
        da: 'Hent betalingskravet igen, og se, hvad der er sket.',
        en: 'Load the claim again to see what has happened.',
      },
    },
  );

export const dueWaits = (): DomainError =>
  fail.conflict(
    'payments.due-waits',
    'Betalingskravet venter: enten er kontrakten ikke i kraft her endnu, eller også er det forrige betalingskrav ikke besvaret.',
    'The claim waits: either the contract is not in force here yet, or the claim before it has not been answered.',
    {
      whatToDo: {
        da: 'Besvar det forrige betalingskrav først, eller gør indsigelse.',
        en: 'Answer the claim before it first, or object.',
      },
    },
  );

const DUE_FAULT: Readonly<Record<DueFault, { da: string; en: string }>> = {
  'does-not-add-up': { da: 'beløbene går ikke op', en: 'the amounts do not add up' },
  'out-of-range': { da: 'et beløb er negativt eller for stort', en: 'an amount is negative or too large' },
  'not-from-the-home': {
    da: 'det kommer fra en anden end den, der fører kontrakten',
    en: 'it comes from another than leads the contract',
  },
  'other-terms': {
    da: 'det er regnet efter andre vilkår end de aftalte',
    en: 'it was computed by other terms than those agreed on',
  },
  'not-our-part': { da: 'det gælder ikke vores del', en: 'it is not about our part' },
  'beyond-cap': { da: 'det går ud over kontraktens loft', en: "it goes beyond the contract's cap" },
  'other-figures-before': {
    da: 'samme kørsel er krævet før med andre beløb',
    en: 'the same run was claimed before with other figures',
  },
  'does-not-follow': {
    da: 'det fortsætter ikke fra det forrige betalingskrav',
    en: 'it does not go on from the claim before',
  },
};

export const dueAtFault = (fault: DueFault): DomainError =>
  fail.rule(
    'payments.due-at-fault',
    `Betalingskravet kan ikke anvises: ${DUE_FAULT[fault].da}.`,
    `The claim cannot be authorised: ${DUE_FAULT[fault].en}.`,
    {
      params: { fault },
      whatToDo: { da: 'Gør indsigelse mod betalingskravet.', en: 'Object to the claim.' },
    },
  );
