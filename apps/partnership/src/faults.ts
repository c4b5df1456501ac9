import { fail, type DomainError, type Sentence } from '@ringvirkning/kernel';
import type { EntryFault } from '@ringvirkning/partnership-domain';

export const noPartnership = (): DomainError =>
  fail.conflict(
    'partnership.none',
    'Instansen er ikke med i noget partnerskab endnu.',
    'This instance belongs to no partnership yet.',
    {
      whatToDo: {
        da: 'Opret et partnerskab, eller tag imod en invitation.',
        en: 'Found one, or accept an invitation.',
      },
    },
  );

export const otherPartnership = (): DomainError =>
  fail.conflict(
    'partnership.other',
    'Instansen hører allerede til et andet partnerskab.',
    'This instance belongs to another partnership already.',
  );

export const noKey = (): DomainError =>
  fail.conflict(
    'partnership.no-key',
    'Instansen kan ikke underskrive: den er ikke medlem, eller dens nøgle er udløbet.',
    'This instance cannot sign: it is no member, or its key has ended.',
  );

export const personalNumber = (): DomainError =>
  fail.rule(
    'partnership.personal-number',
    'Erklæringen ser ud til at rumme et CPR-nummer. Alle medlemmer gemmer den for altid.',
    'The statement seems to hold a CPR number. All members keep it for ever.',
    {
      whatToDo: {
        da: 'Bed den, der har skrevet den, om en ny uden nummeret.',
        en: 'Ask whoever wrote it for another one without the number.',
      },
    },
  );

export const unknownMember = (member: string): DomainError =>
  fail.notFound(
    'partnership.unknown-member',
    `"${member}" er ikke med i partnerskabet.`,
    `"${member}" is not in the partnership.`,
    { params: { member } },
  );

export const unknownAgreement = (): DomainError =>
  fail.notFound('partnership.unknown-agreement', 'Aftalen findes ikke.', 'There is no such agreement.');

export const unreadable = (what: Sentence): DomainError =>
  fail.rule(
    'partnership.unreadable',
    `Teksten er ikke ${what.da}, eller den er ikke hel.`,
    `The text is no ${what.en}, or not all of it.`,
    {
      whatToDo: {
        da: 'Kopiér hele teksten, som du fik den.',
        en: 'Copy the whole text as you were given it.',
      },
    },
  );

const ENTRY_FAULTS: Readonly<Record<EntryFault, Sentence>> = {
  'other-partnership': { da: 'den hører til et andet partnerskab', en: 'it belongs to another partnership' },
  'out-of-order': { da: 'den passer ikke i historikken', en: 'it does not fit into the history' },
  'not-the-keeper': { da: 'den er ikke indført af protokolføreren', en: 'the keeper did not enter it' },
  forged: { da: 'en underskrift holder ikke', en: 'a signature does not hold' },
  'wrong-status': { da: 'medlemmets status tillader det ikke', en: "the member's status does not allow it" },
  'word-missing': { da: 'der mangler underskrifter', en: 'signatures are missing' },
  'phrase-missing': {
    da: 'det er ikke den inviterede: kontroltallet mangler',
    en: 'it is not the invited: the check phrase is missing',
  },
  'key-proof-missing': { da: 'den nye nøgle har ikke selv underskrevet', en: 'the new key has not signed itself' },
  'key-known': { da: 'nøglen har været brugt før', en: 'the key was used before' },
  'key-too-short': { da: 'nøglen udløber for tidligt', en: 'the key ends too early' },
  'invitation-unknown': { da: 'invitationen gælder ikke længere', en: 'the invitation does not hold any more' },
  'invitation-expired': { da: 'invitationen er udløbet', en: 'the invitation has expired' },
  'said-before': { da: 'det er allerede indført', en: 'it is entered already' },
  'too-late': { da: 'den er for gammel til at blive indført', en: 'it is too old to be entered' },
  'keeper-first': {
    da: 'et andet medlem skal først overtage protokollen',
    en: 'another member must take over the keeping first',
  },
};

/** Why a statement has no place in the history. */
export function notEntered(fault: EntryFault): DomainError {
  const { da, en } = ENTRY_FAULTS[fault];
  return fail.rule(
    `partnership.${fault}`,
    `Erklæringen kan ikke indføres: ${da}.`,
    `The statement cannot be entered: ${en}.`,
  );
}
