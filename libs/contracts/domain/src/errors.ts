import { fail, writtenAmount, type Currency, type ErrorDetail, type Sentence } from '@ringvirkning/kernel';
import type { ContractStatus, MissingAppropriation, RequiredSignOff } from './contract.js';
import { officeWords } from './value-words.js';

const nameOf = ({ role, party }: RequiredSignOff): Sentence => {
  const { da, en } = officeWords(role);
  return { da: `${da} (${party})`, en: `${en} (${party})` };
};
/** At the head of a sentence. */
const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const unknownContract = () =>
  fail.notFound(
    'contracts.unknown-contract',
    'Kontrakten findes ikke, eller du har ikke adgang til den.',
    'The contract does not exist, or you have no access to it.',
  );

export const refTaken = (ref: string) =>
  fail.conflict(
    'contracts.ref-taken',
    `Der findes allerede en kontrakt med referencen ${ref}.`,
    `There is already a contract with the reference ${ref}.`,
    {
      whatToDo: {
        da: 'Vælg en anden reference, eller opret en ny version af den kontrakt.',
        en: 'Choose another reference, or add a version to that contract.',
      },
    },
  );

export const otherThanTold = (version: number) =>
  fail.rule(
    'contracts.other-than-told',
    `De andre tjenester har allerede fået besked om kontrakten i version ${version} med andre vilkår. Den kan kun træde i kraft igen, som den var.`,
    `The other services were told of the contract in version ${version} with other terms. It can come into force again only as it was.`,
    {
      params: { version },
      whatToDo: {
        da: 'Opret kontrakten med de vilkår, der blev underskrevet, eller gendan fra en nyere sikkerhedskopi.',
        en: 'Draft it with the terms that were signed, or restore from a more recent backup.',
      },
    },
  );

export const notDraft = (status: ContractStatus) =>
  fail.rule('contracts.not-draft', 'Kontrakten er ikke længere et udkast.', 'The contract is no longer a draft.', {
    params: { status },
  });

export const ended = () => fail.rule('contracts.ended', 'Kontrakten er afsluttet.', 'The contract has ended.');

export const refChanged = (was: string, is: string) =>
  fail.rule(
    'contracts.ref-changed',
    `En ny version beholder referencen ${was}.`,
    `A new version keeps the reference ${was}.`,
    { params: { was, is } },
  );

export const versionUnchanged = () =>
  fail.rule(
    'contracts.version-unchanged',
    'Vilkårene er de samme som i den gældende version.',
    'The terms are the same as in the current version.',
  );

export const versionChanged = (read: number, version: number) =>
  fail.conflict(
    'contracts.version-changed',
    `Godkendelsen gælder version ${read}, men vilkårene er ændret: nu gælder version ${version}.`,
    `The sign-off is of version ${read}, but the terms have changed: version ${version} stands now.`,
    {
      whatToDo: {
        da: 'Læs den gældende version, og godkend den.',
        en: 'Read the version that stands, and sign that off.',
      },
      params: { read, version },
    },
  );

export const signOffNotRequired = (wanted: RequiredSignOff) =>
  fail.rule(
    'contracts.sign-off-not-required',
    `Kontrakten kræver ikke en godkendelse fra ${nameOf(wanted).da}.`,
    `The contract does not require a sign-off by ${nameOf(wanted).en}.`,
  );

export const notYourSignOff = (wanted: RequiredSignOff) =>
  fail.forbidden(
    'contracts.not-your-sign-off',
    `Du kan ikke godkende på vegne af ${nameOf(wanted).da}.`,
    `You cannot sign off for ${nameOf(wanted).en}.`,
    {
      whatToDo: {
        da: 'Bed en person med den rolle i den organisation om at godkende.',
        en: 'Ask a person with that role in that organisation to sign off.',
      },
    },
  );

export const alreadySignedOff = (wanted: RequiredSignOff) =>
  fail.conflict(
    'contracts.already-signed-off',
    `${first(nameOf(wanted).da)} har allerede godkendt denne version.`,
    `${first(nameOf(wanted).en)} has signed off this version already.`,
  );

export const notSignedOff = (wanted: RequiredSignOff) =>
  fail.rule(
    'contracts.not-signed-off',
    `${first(nameOf(wanted).da)} har ikke godkendt denne version.`,
    `${first(nameOf(wanted).en)} has not signed off this version.`,
  );

export const attachmentType = () =>
  fail.invalid(
    'contracts.attachment-type',
    'Et bilag til en godkendelse er en PDF eller et billede.',
    'What is attached to a sign-off is a PDF or a picture.',
    {
      params: { field: 'file' },
      whatToDo: {
        da: 'Gem dokumentet som PDF, og vedlæg det igen.',
        en: 'Save the document as PDF and attach it again.',
      },
    },
  );

export const unknownAttachment = () =>
  fail.notFound(
    'contracts.unknown-attachment',
    'Bilaget findes ikke, eller du har ikke adgang til det. Vedlæg det igen, hvis du er ved at godkende.',
    'The attachment does not exist, or you have no access to it. Attach it again if you are signing off.',
  );

export const signedBefore = () =>
  fail.rule(
    'contracts.same-person',
    'Samme person kan ikke give to godkendelser af en version.',
    'The same person cannot give two sign-offs of one version.',
    {
      whatToDo: {
        da: 'Bed en kollega om at give den anden godkendelse.',
        en: 'Ask a colleague to give the other sign-off.',
      },
    },
  );

export const beforeItsTurn = (wanted: RequiredSignOff, before: readonly RequiredSignOff[]) =>
  fail.rule(
    'contracts.before-its-turn',
    `${first(nameOf(wanted).da)} underskriver efter ${before.map((each) => nameOf(each).da).join(', ')}.`,
    `${first(nameOf(wanted).en)} signs after ${before.map((each) => nameOf(each).en).join(', ')}.`,
    {
      whatToDo: {
        da: 'Vent, til de har underskrevet: rækkefølgen er fastsat af kommunen.',
        en: 'Wait until they have signed: the municipality has set the order.',
      },
    },
  );

export const chainsInvalid = (errors: readonly ErrorDetail[]) =>
  fail.invalid(
    'contracts.chains-invalid',
    'Reglerne for underskrift kan ikke gemmes. Se de enkelte fejl.',
    'The rules for sign-off cannot be saved. See the single errors.',
    { errors },
  );

export const chainsChanged = (read: number, version: number) =>
  fail.conflict(
    'contracts.chains-changed',
    `Reglerne er ændret, siden du læste dem: du så version ${read}, nu gælder version ${version}.`,
    `The rules have changed since you read them: you saw version ${read}, version ${version} stands now.`,
    {
      params: { read, version },
      whatToDo: { da: 'Læs dem igen, og gem din ændring.', en: 'Read them again, and save your change.' },
    },
  );

export const notYourOffice = (office: string) =>
  fail.forbidden(
    'contracts.not-your-office',
    `Kun den, der selv underskriver for ${officeWords(office).da}, kan give eller tilbagekalde fuldmagt til det.`,
    `Only who signs for ${officeWords(office).en} themselves can give a mandate for it, or revoke it.`,
    { params: { office } },
  );

export const mandateToSelf = () =>
  fail.rule(
    'contracts.mandate-to-self',
    'Man kan ikke give sig selv fuldmagt.',
    'Nobody can give a mandate to themselves.',
  );

export const mandateToNobody = () =>
  fail.rule(
    'contracts.mandate-to-nobody',
    'Mennesker med den rolle kan ikke underskrive kontrakter for kommunen.',
    'People of that role cannot sign contracts for the municipality.',
  );

export const mandateOfBody = () =>
  fail.rule(
    'contracts.mandate-of-body',
    'Fuldmagt for byrådet, et udvalg eller rådet for sociale investeringer gives til en bestemt person, ikke til alle med en rolle.',
    'A mandate for the council, a committee or the council for social investments is given to one person, not to everybody of a role.',
  );

export const mandateNeedless = () =>
  fail.rule(
    'contracts.mandate-needless',
    'Mennesker med den rolle underskriver allerede for det embede.',
    'People of that role sign for that office already.',
  );

export const mandatePeriod = (days: number) =>
  fail.invalid(
    'contracts.mandate-period',
    `En fuldmagt slutter tidligst i dag, tidligst den dag den begynder, og varer højst ${days} dage.`,
    `A mandate ends today at the earliest, not before it begins, and lasts ${days} days at most.`,
    { params: { days } },
  );

export const mandateEnded = () =>
  fail.conflict('contracts.mandate-ended', 'Fuldmagten er allerede tilbagekaldt.', 'The mandate was revoked already.');

export const unknownMandate = () =>
  fail.notFound('contracts.unknown-mandate', 'Fuldmagten findes ikke.', 'The mandate does not exist.');

export const summaryChanged = () =>
  fail.conflict(
    'contracts.summary-changed',
    'Det, du underskriver på, er ændret, siden du så det: udgifter, bevillinger eller regler er andre nu.',
    'What you sign on has changed since you saw it: costs, appropriations or rules are others now.',
    {
      whatToDo: { da: 'Læs siden igen, og underskriv den.', en: 'Read the page again, and sign that.' },
    },
  );

export const unknownSummary = () =>
  fail.notFound(
    'contracts.unknown-summary',
    'Ingen har underskrevet denne kontrakt på en side med den kontrolsum.',
    'Nobody has signed this contract on a page with that digest.',
  );

export const unknownSignature = () =>
  fail.notFound(
    'contracts.unknown-signature',
    'Der er ingen signatur af den underskrift her.',
    'There is no signature of that sign-off here.',
  );

export const amountNotPositive = () =>
  fail.invalid(
    'contracts.amount-not-positive',
    'En bevilling skal være større end 0.',
    'An appropriation must be greater than 0.',
  );

export const notAPayer = (payer: string) =>
  fail.rule(
    'contracts.not-a-payer',
    `${payer} betaler ikke i denne kontrakt.`,
    `${payer} does not pay in this contract.`,
  );

export function notReady(
  {
    signOffs,
    appropriations,
    accessions,
  }: {
    readonly signOffs: readonly RequiredSignOff[];
    readonly appropriations: readonly MissingAppropriation[];
    readonly accessions: readonly { readonly organisation: string; readonly budgetYear: number }[];
  },
  currency: Currency,
) {
  const major = (minor: bigint, locale: 'da-DK' | 'en-GB'): string => writtenAmount(minor, currency, locale);
  return fail.rule(
    'contracts.not-ready',
    'Kontrakten mangler godkendelser eller bevillinger.',
    'The contract lacks sign-offs or appropriations.',
    {
      errors: [
        ...signOffs.map((missing) => ({
          code: 'contracts.sign-off-missing',
          da: `Godkendelse fra ${nameOf(missing).da} mangler.`,
          en: `The sign-off by ${nameOf(missing).en} is missing.`,
        })),
        ...appropriations.map(({ payer, budgetYear, appropriated, worstCase }) => ({
          code: 'contracts.appropriation-missing',
          ...(worstCase === 0n
            ? {
                da: `Der er ingen bevilling fra ${payer} for budgetåret ${budgetYear}.`,
                en: `There is no appropriation of ${payer} for the budget year ${budgetYear}.`,
              }
            : {
                da: `Bevillingen fra ${payer} for budgetåret ${budgetYear} skal dække den højeste betaling, ${major(worstCase, 'da-DK')}; bevilget er ${major(appropriated, 'da-DK')}.`,
                en: `The appropriation of ${payer} for the budget year ${budgetYear} must cover the highest payment, ${major(worstCase, 'en-GB')}; ${major(appropriated, 'en-GB')} is appropriated.`,
              }),
        })),
        ...accessions.map(({ organisation, budgetYear }) => ({
          code: 'contracts.accession-missing',
          da: `${organisation} har ikke tiltrådt for budgetåret ${budgetYear}.`,
          en: `${organisation} has not acceded for the budget year ${budgetYear}.`,
        })),
      ],
    },
  );
}

export const ledElsewhere = (home: string) =>
  fail.rule(
    'contracts.led-elsewhere',
    `Kontrakten føres i ${home}. Her kan den underskrives, men ikke ændres eller sættes i kraft.`,
    `The contract is led by ${home}. It can be signed here, but neither changed nor put in force.`,
    { params: { home } },
  );

export const notLedElsewhere = () =>
  fail.rule(
    'contracts.not-led-elsewhere',
    'Kontrakten føres her og sættes i kraft her. Kun en fælles kontrakt, som en anden kommune fører, tiltrædes.',
    'The contract is led and put in force here. Only a joint contract that another municipality leads is acceded to.',
  );

export const signsElsewhere = (organisation: string) =>
  fail.rule(
    'contracts.signs-elsewhere',
    `${organisation} godkender hos sig selv.`,
    `${organisation} signs off in its own instance.`,
    { params: { organisation } },
  );

export const appropriatesElsewhere = (organisation: string) =>
  fail.rule(
    'contracts.appropriates-elsewhere',
    `${organisation} bevilger hos sig selv.`,
    `${organisation} appropriates in its own instance.`,
    { params: { organisation } },
  );

export const withdrawn = () =>
  fail.rule(
    'contracts.withdrawn',
    'Vilkårene er taget tilbage: de er ved at blive ændret, hvor kontrakten føres.',
    'These terms are withdrawn: they are being changed where the contract is led.',
    {
      whatToDo: {
        da: 'Vent på den nye version; den kommer hertil, når den er underskrevet første gang.',
        en: 'Wait for the new version; it comes here when it has been signed for the first time.',
      },
    },
  );

export const alreadyAcceded = (budgetYear: number) =>
  fail.conflict(
    'contracts.already-acceded',
    `Kommunen har allerede tiltrådt for budgetåret ${budgetYear}.`,
    `The municipality has acceded for the budget year ${budgetYear} already.`,
    { params: { budgetYear } },
  );

/* Why a partner's message is not taken for true: its sender is told the code. */

export const anotherHome = () =>
  fail.rule(
    'contracts.another-home',
    'Kontrakten føres ikke af den, der skriver.',
    'The contract is not led by whoever writes.',
  );

export const notAParty = (organisation: string) =>
  fail.rule(
    'contracts.not-a-party',
    `${organisation} er ikke part i kontrakten.`,
    `${organisation} is no party of the contract.`,
    { params: { organisation } },
  );

export const notTheirs = (organisation: string) =>
  fail.rule('contracts.not-theirs', `Det siger kun ${organisation} selv.`, `Only ${organisation} itself says that.`, {
    params: { organisation },
  });

export const otherTerms = (version: number) =>
  fail.rule(
    'contracts.other-terms',
    `Der tales om andre vilkår end dem, der gælder her: version ${version}.`,
    `Other terms are spoken of than stand here: version ${version}.`,
    { params: { version } },
  );

export const notAcceded = () =>
  fail.rule(
    'contracts.not-acceded',
    'Kommunen har ikke tiltrådt kontrakten for det budgetår.',
    'The municipality has not acceded to the contract for that budget year.',
  );

export const termsDiffer = () =>
  fail.rule(
    'contracts.terms-differ',
    'Vilkårene svarer ikke til deres kontrolsum eller deres reference.',
    'The terms do not match their digest or their reference.',
  );

export const termsUnreadable = () =>
  fail.rule(
    'contracts.terms-unreadable',
    'Meddelelsen eller dens vilkår kan ikke læses her.',
    'The message or its terms cannot be read here.',
  );

export const tooLargeToShare = (bytes: number, most: number) =>
  fail.rule(
    'contracts.too-large-to-share',
    `Vilkårene fylder ${kilobytes(bytes)} kB; højst ${kilobytes(most)} kB kan sendes til de andre kommuner.`,
    `The terms take ${kilobytes(bytes)} kB; ${kilobytes(most)} kB at most can be sent to the other municipalities.`,
    { params: { bytes, limit: most }, whatToDo: shorten },
  );

export const ownSignOff = () =>
  fail.rule(
    'contracts.own-sign-off',
    'Den, der har godkendt kontrakten, kan ikke selv sætte den i kraft.',
    'Who has signed the contract off cannot also put it in force.',
    { whatToDo: anotherPerson },
  );

export const ownChain = () =>
  fail.rule(
    'contracts.own-chain',
    'Den, der har fastsat, hvem der underskriver, kan ikke selv sætte kontrakten i kraft.',
    'Who has set who signs cannot also put the contract in force.',
    { whatToDo: anotherPerson },
  );

export const ownAppropriation = () =>
  fail.rule(
    'contracts.own-appropriation',
    'Den, der har registreret bevillingen, kan ikke selv sætte kontrakten i kraft.',
    'Who has recorded the appropriation cannot also put the contract in force.',
    { whatToDo: anotherPerson },
  );

const anotherPerson = {
  da: 'Bed en kollega, der må sætte kontrakter i kraft, om at gøre det.',
  en: 'Ask a colleague who may put contracts in force to do it.',
};

export const termsInvalid = (errors: readonly ErrorDetail[]) =>
  fail.invalid(
    'contracts.terms-invalid',
    'Vilkårene kan ikke læses. Se de enkelte fejl.',
    'The terms cannot be read. See the single errors.',
    { errors },
  );

export const termsTooLarge = (bytes: number, most: number) =>
  fail.invalid(
    'contracts.terms-too-large',
    `Vilkårene fylder ${kilobytes(bytes)} kB; højst ${kilobytes(most)} kB kan træde i kraft.`,
    `The terms take ${kilobytes(bytes)} kB; ${kilobytes(most)} kB at most can come into force.`,
    {
      params: { bytes, limit: most },
      whatToDo: shorten,
    },
  );

const shorten = {
  da: 'Forkort de længste tekster, f.eks. forudsætninger og kilder, og læg resten i et bilag.',
  en: 'Shorten the longest texts, e.g. assumptions and sources, and keep the rest in an annex.',
};

const kilobytes = (bytes: number): number => Math.ceil(bytes / 1_000);

export const factsInvalid = (errors: readonly ErrorDetail[]) =>
  fail.invalid(
    'contracts.facts-invalid',
    'Tallene passer ikke til vilkårene. Se de enkelte rækker.',
    'The facts do not fit the terms. See the single rows.',
    { errors },
  );

export const simulationLeft = () =>
  fail.rule(
    'contracts.simulation-left',
    'Ingen venter længere på beregningen.',
    'Nobody waits for the simulation any more.',
  );

export const simulationTooLarge = (claims: number, most: number) =>
  fail.rule(
    'contracts.simulation-too-large',
    `Planen har ${claims} resultater; her kan højst ${most} beregnes ad gangen.`,
    `The plan has ${claims} results; at most ${most} can be computed here at a time.`,
    {
      whatToDo: {
        da: 'Beregn en mindre del af kontrakten, fx en tiendedel af antallene.',
        en: 'Compute a smaller part of the contract, for example a tenth of the counts.',
      },
      params: { claims, most },
    },
  );
