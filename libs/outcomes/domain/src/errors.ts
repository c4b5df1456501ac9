import { fail, writtenDate } from '@ringvirkning/kernel';
import { PARTY_ROLE_WORDS, type PartyRole } from '@ringvirkning/terms-language';
import type { ClaimStatus } from './claim.js';
import type { Finding } from './finding.js';

const STATUS: Readonly<Record<ClaimStatus, { readonly da: string; readonly en: string }>> = {
  refused: { da: 'afvist af de automatiske kontroller', en: 'refused by the automatic checks' },
  claimed: { da: 'meldt', en: 'claimed' },
  returned: { da: 'sendt retur', en: 'returned' },
  attested: { da: 'attesteret', en: 'attested' },
  rejected: { da: 'forkastet', en: 'rejected' },
  verified: { da: 'verificeret', en: 'verified' },
  disputed: { da: 'under indsigelse', en: 'disputed' },
  annulled: { da: 'annulleret efter indsigelse', en: 'annulled after an objection' },
  final: { da: 'endeligt', en: 'final' },
  reversed: { da: 'tilbageført', en: 'reversed' },
};

export const unknownContract = () =>
  fail.notFound(
    'outcomes.unknown-contract',
    'Kontrakten er ikke i kraft, eller du har ikke adgang til den.',
    'The contract is not in force, or you have no access to it.',
  );
export const contractEnded = (on: string) =>
  fail.rule(
    'outcomes.contract-ended',
    `Kontrakten er gjort endeligt op og afsluttet ${writtenDate(on, 'da-DK')}. Der kan ikke længere meldes noget til den.`,
    `The contract was settled for good and ended on ${writtenDate(on, 'en-GB')}. Nothing more can be claimed or enrolled.`,
    {
      params: { on },
      whatToDo: {
        da: 'Kontakt kommunen, hvis noget er glemt.',
        en: 'Contact the municipality if something was forgotten.',
      },
    },
  );
export const unknownParticipant = () =>
  fail.notFound(
    'outcomes.unknown-participant',
    'Borgeren findes ikke i en kontrakt, du har adgang til.',
    'The participant is not in a contract you have access to.',
  );
export const unknownClaim = () =>
  fail.notFound(
    'outcomes.unknown-claim',
    'Resultatet findes ikke, eller du har ikke adgang til det.',
    'The claim does not exist, or you have no access to it.',
  );
export const unknownObjection = () =>
  fail.notFound(
    'outcomes.unknown-objection',
    'Indsigelsen findes ikke, eller du har ikke adgang til den.',
    'The objection does not exist, or you have no access to it.',
  );

export const noReminders = () =>
  fail.invalid(
    'outcomes.no-reminders',
    'Der kan ikke sendes påmindelser til dig: Enten er mail ikke sat op her, eller også kender login-tjenesten ikke din adresse. Spørg driften.',
    'You cannot be sent reminders: either mail is not set up here, or the sign-in service does not know your address. Ask operations.',
    { params: { field: 'every' } },
  );

export const wrongStep = (status: ClaimStatus) =>
  fail.rule(
    'outcomes.wrong-step',
    `Resultatet er ${STATUS[status].da}, så dette trin er ikke muligt.`,
    `The claim is ${STATUS[status].en}, so this step is not possible.`,
    { params: { status } },
  );

/** Only parties with one of these roles may. */
export const notYourRole = (...roles: PartyRole[]) => {
  const named = (language: 'da' | 'en'): string => roles.map((role) => PARTY_ROLE_WORDS[role][language]).join(', ');
  return fail.forbidden(
    'outcomes.not-your-role',
    `Kontrakten lader kun parter med rollen ${named('da')} gøre dette.`,
    `The contract lets only parties with the role ${named('en')} do this.`,
    { params: { role: roles.join(', ') } },
  );
};

export const notAParty = () =>
  fail.forbidden(
    'outcomes.not-a-party',
    'Kontrakten lader kun sine egne parter gøre dette.',
    'The contract lets only its own parties do this.',
  );

/** Nobody decides about their own claim, attestation or objection. */
export const samePerson = (earlier: 'claimant' | 'attester' | 'objector') => {
  const did = {
    claimant: ['meldt resultatet', 'made the claim'],
    attester: ['attesteret resultatet', 'attested the claim'],
    objector: ['gjort indsigelsen', 'raised the objection'],
  }[earlier] as [string, string];
  return fail.rule(
    'outcomes.same-person',
    `Du har selv ${did[0]}, så en anden skal tage dette trin.`,
    `You ${did[1]} yourself, so somebody else must take this step.`,
    {
      params: { earlier },
      whatToDo: { da: 'Bed en kollega om at tage trinnet.', en: 'Ask a colleague to take the step.' },
    },
  );
};

export const notYourClaim = () =>
  fail.forbidden(
    'outcomes.not-your-claim',
    'Kun den organisation, der har meldt resultatet, kan rette det.',
    'Only the organisation that made the claim can correct it.',
  );

const changedMeanwhile = { da: 'Se begge, og send så den rigtige.', en: 'Look at both, then send the right one.' };

/** Two people worked on the same claim: the second one sees what the first one wrote. */
export const claimChanged = (version: number, by: string) =>
  fail.conflict(
    'outcomes.claim-changed',
    `Resultatet er rettet imens (udgave ${version}, af ${by}).`,
    `The claim was corrected meanwhile (version ${version}, by ${by}).`,
    { params: { version }, whatToDo: changedMeanwhile },
  );

export const closingChanged = (now: string | null) =>
  fail.conflict(
    'outcomes.closing-changed',
    'Opfølgningen er afsluttet på en anden måde imens.',
    'The follow-up was closed in another way meanwhile.',
    { params: { now: now ?? '' }, whatToDo: changedMeanwhile },
  );

export const departureChanged = (now: { readonly on: string; readonly reason: string } | null) =>
  fail.conflict(
    'outcomes.departure-changed',
    'En kollega har ændret imens, om borgeren er stoppet.',
    'A colleague has changed meanwhile whether the person left.',
    { params: { on: now?.on ?? '', reason: now?.reason ?? '' }, whatToDo: changedMeanwhile },
  );

export const moveChanged = (now: string | null) =>
  fail.conflict(
    'outcomes.move-changed',
    'En kollega har skrevet en anden betalende kommune fra samme dag imens.',
    'A colleague has written another paying municipality from the same day meanwhile.',
    { params: { now: now ?? '' }, whatToDo: changedMeanwhile },
  );

export const unknownFollowUp = () =>
  fail.notFound(
    'outcomes.unknown-follow-up',
    'Kontrakten har ikke denne opfølgning.',
    'The contract does not have this follow-up.',
  );

export const followUpReached = () =>
  fail.rule(
    'outcomes.follow-up-reached',
    'Opfølgningen er indberettet som nået, så den kan ikke afsluttes på en anden måde.',
    'The follow-up is claimed as reached, so it cannot be closed in another way.',
  );

/** What is final was told to those who pay: it is taken back, never changed. */
export const moveBeforeFinal = (day: string) =>
  fail.rule(
    'outcomes.move-before-final',
    `Borgeren har et endeligt resultat den ${writtenDate(day, 'da-DK')}, som en anden kommune betaler.`,
    `The person has a final outcome on ${writtenDate(day, 'en-GB')} that another municipality pays.`,
    {
      params: { day },
      whatToDo: {
        da: 'Få resultatet tilbageført først, eller vælg en senere dato.',
        en: 'Have the outcome reversed first, or choose a later day.',
      },
    },
  );

/** Who corrected a place second sees what the first one wrote. */
export const placeChanged = ({
  group,
  cohort,
  referredOn,
  startedOn,
}: {
  readonly group: string | null;
  readonly cohort: string | null;
  readonly referredOn: string;
  readonly startedOn: string | null;
}) =>
  fail.conflict(
    'outcomes.place-changed',
    'En kollega har rettet det samme om borgeren imens.',
    'A colleague has corrected the same about the person meanwhile.',
    {
      params: { group: group ?? '', cohort: cohort ?? '', referredOn, startedOn: startedOn ?? '' },
      whatToDo: changedMeanwhile,
    },
  );

export const placeBeforeFinal = (day: string) =>
  fail.rule(
    'outcomes.place-before-final',
    `Borgeren har et endeligt resultat den ${writtenDate(day, 'da-DK')}. Det er meldt videre med målgruppe og årgang, så de kan ikke rettes.`,
    `The person has a final outcome on ${writtenDate(day, 'en-GB')}. It was passed on with group and cohort, so they cannot be corrected.`,
    {
      params: { day },
      whatToDo: { da: 'Få resultatet tilbageført først.', en: 'Have the outcome reversed first.' },
    },
  );

export const notAfterWhatHappened = (day: string) =>
  fail.rule(
    'outcomes.referral-after',
    `Der er registreret noget om borgeren den ${writtenDate(day, 'da-DK')}, så henvisningen kan ikke ligge senere.`,
    `Something is recorded about the person on ${writtenDate(day, 'en-GB')}, so the referral cannot lie later.`,
    {
      params: { day },
      whatToDo: {
        da: 'Ret det først, eller vælg en tidligere dag.',
        en: 'Correct that first, or choose an earlier day.',
      },
    },
  );

export const beforeReferral = (path: string) => {
  const said = {
    code: 'outcomes.day-before-referral',
    da: 'Dagen ligger før henvisningen. Vælg en senere dag.',
    en: 'The day lies before the referral. Choose a later one.',
  };
  return fail.invalid(said.code, said.da, said.en, { errors: [{ path, ...said }] });
};

export const erasedAlready = () =>
  fail.rule(
    'outcomes.person-erased',
    'Borgerens oplysninger er slettet, så der kan ikke føjes noget til.',
    'The data of the person is erased, so nothing can be added.',
  );

/** A correction that the checks refuse changes nothing: the claim stays as it was. */
export const correctionRefused = (findings: readonly Finding[]) =>
  fail.rule(
    'outcomes.correction-refused',
    'Rettelsen er ikke gemt, for kontrollerne godtager den ikke.',
    'The correction is not kept, because the checks refuse it.',
    { errors: findings.map(({ code, da, en }) => ({ code, da, en })) },
  );

export const nothingCorrected = () =>
  fail.invalid(
    'outcomes.nothing-corrected',
    'Rettelsen ændrer intet og besvarer intet. Ret et felt, eller skriv et svar.',
    'The correction changes nothing and answers nothing. Change a field, or write an answer.',
  );

export const verifierNotIndependent = () =>
  fail.rule(
    'outcomes.verifier-not-independent',
    'Den, der verificerer, må ikke komme fra leverandøren.',
    'The verifier must not belong to the supplier.',
  );

export const objectionWindowClosed = (endedAt: string) =>
  fail.rule(
    'outcomes.objection-window-closed',
    'Fristen for indsigelse er udløbet.',
    'The time for objections has run out.',
    { params: { endedAt } },
  );
export const objectionWindowOpen = (endsAt: string) =>
  fail.rule(
    'outcomes.objection-window-open',
    'Fristen for indsigelse løber stadig.',
    'Objections are still possible.',
    { params: { endsAt } },
  );
export const objectionOpen = () =>
  fail.conflict(
    'outcomes.objection-open',
    'Din organisation har allerede en åben indsigelse mod resultatet.',
    'Your organisation has an open objection to this claim already.',
  );
export const objectionDecided = () =>
  fail.conflict('outcomes.objection-decided', 'Indsigelsen er allerede afgjort.', 'The objection is decided already.');

export const alreadyEnrolled = (pseudonym: string) =>
  fail.conflict(
    'outcomes.already-enrolled',
    `Borgeren er allerede i kontrakten som ${pseudonym}.`,
    `The person is in the contract already, as ${pseudonym}.`,
    { params: { pseudonym } },
  );

export const keyResembles = () =>
  fail.conflict(
    'outcomes.key-resembles',
    'Nøglen kan let forveksles med en, der er i kontrakten i forvejen.',
    'The key is easily taken for one that is in the contract already.',
    {
      whatToDo: {
        da: 'Er det en anden borger, så sæt kryds ved det, og indskriv igen. Ellers er borgeren indskrevet.',
        en: 'If it is another person, say so and enrol again. Otherwise the person is enrolled.',
      },
    },
  );

export const alreadyClaimed = () =>
  fail.conflict(
    'outcomes.already-claimed',
    'Resultatet er allerede meldt, eller referencen er brugt før.',
    'The outcome is claimed already, or the reference was used before.',
  );

export const evidenceDiffers = () =>
  fail.conflict(
    'outcomes.evidence-differs',
    'Dokumentationen er allerede registreret med andre oplysninger.',
    'The evidence is recorded already with other details.',
  );

export const quantityMissing = (outcome: string) =>
  fail.invalid(
    'outcomes.quantity-missing',
    `«${outcome}» skal have et antal eller en værdi; uden er det ikke 1.`,
    `«${outcome}» needs a quantity or a value; without one it is not 1.`,
    { params: { field: 'quantity' } },
  );

export const cprInFileName = () =>
  fail.invalid(
    'outcomes.cpr-in-file-name',
    'Filens navn ser ud til at indeholde et CPR-nummer.',
    'The name of the file seems to hold a CPR number.',
    {
      params: { field: 'file' },
      whatToDo: { da: 'Omdøb filen, og send den igen.', en: 'Rename the file and send it again.' },
    },
  );

export const unreadableFileName = () =>
  fail.invalid(
    'outcomes.file-name',
    'Filens navn kan ikke læses eller er længere end 200 tegn.',
    'The name of the file cannot be read or is longer than 200 characters.',
    {
      params: { field: 'file' },
      whatToDo: { da: 'Omdøb filen, og send den igen.', en: 'Rename the file and send it again.' },
    },
  );

export const unknownEvidence = () =>
  fail.notFound(
    'outcomes.unknown-evidence',
    'Filen findes ikke, er slettet med borgeren, eller du har ikke adgang til den.',
    'The file does not exist, was erased with the person, or you have no access to it.',
  );

export const waitsForSample = () =>
  fail.rule(
    'outcomes.waits-for-sample',
    'Kontrakten verificeres ved stikprøve, og dette resultat er ikke udtrukket.',
    'The contract is verified by sample, and this claim was not drawn.',
    {
      whatToDo: {
        da: 'Verificér de udtrukne, og afslut stikprøven; resten følger dens resultat.',
        en: 'Verify those that were drawn, and conclude the sample; the rest follows its result.',
      },
    },
  );

export const inSample = () =>
  fail.rule(
    'outcomes.in-sample',
    'Resultatet er i en stikprøve, der ikke er afsluttet, så det kan ikke rettes nu.',
    'The claim is in a sample that is not concluded, so it cannot be corrected now.',
    { whatToDo: { da: 'Vent, til stikprøven er afsluttet.', en: 'Wait until the sample is concluded.' } },
  );

export const unknownSample = () =>
  fail.notFound(
    'outcomes.unknown-sample',
    'Stikprøven findes ikke, eller du har ikke adgang til den.',
    'The sample does not exist, or you have no access to it.',
  );

export const notSampled = () =>
  fail.rule(
    'outcomes.not-sampled',
    'Kontrakten verificerer hvert resultat; der er ikke aftalt en stikprøve.',
    'The contract verifies every claim; no sample is agreed.',
  );

export const nothingToSample = () =>
  fail.rule(
    'outcomes.nothing-to-sample',
    'Ingen attesterede resultater i perioden venter på en stikprøve.',
    'No attested claim of the period waits for a sample.',
    { whatToDo: { da: 'Vælg en anden periode.', en: 'Choose another period.' } },
  );

export const sampleDrawn = () =>
  fail.conflict(
    'outcomes.sample-drawn',
    'Stikprøven er udtrukket. Et frø dannes kun én gang.',
    'The sample is drawn. A seed is made only once.',
  );

export const sampleNotDrawn = () =>
  fail.conflict(
    'outcomes.sample-not-drawn',
    'Stikprøven er fastfrosset, men endnu ikke udtrukket.',
    'The sample is frozen but not drawn yet.',
  );

export const claimsLost = (count: number) =>
  fail.rule(
    'outcomes.claims-lost',
    `${count} endelige resultater i kontrakten er fortalt videre, men mangler efter en gendannelse. Flere kunne være de samme igen og blive betalt to gange.`,
    `${count} final outcomes of the contract were told to others, but are missing since a restore. More could be the same again, and be paid twice.`,
    {
      params: { count },
      whatToDo: {
        da: 'Gendan outcomes fra en nyere sikkerhedskopi, som har dem.',
        en: 'Restore outcomes from a more recent backup, which has them.',
      },
    },
  );

export const sampleConcluded = () =>
  fail.conflict('outcomes.sample-concluded', 'Stikprøven er afsluttet.', 'The sample is concluded.');

export const sampleUndecided = (count: number) =>
  fail.rule(
    'outcomes.sample-undecided',
    `${count} udtrukne resultater er ikke afgjort endnu.`,
    `${count} of the drawn claims are not decided yet.`,
    { params: { count } },
  );

export const samplePartOfOwn = () =>
  fail.rule(
    'outcomes.sample-part-of-own',
    'Du har selv meldt eller attesteret et af resultaterne, så en anden skal afslutte stikprøven.',
    'You claimed or attested one of the claims yourself, so somebody else must conclude the sample.',
  );
