import { fail, type DomainError, type Sentence } from '@ringvirkning/kernel';
import { ENTRY_FAULT_WORDS } from '@ringvirkning/partnership-api';
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

/** Why a statement has no place in the history. */
export function notEntered(fault: EntryFault): DomainError {
  const { da, en } = ENTRY_FAULT_WORDS[fault];
  return fail.rule(
    `partnership.${fault}`,
    `Erklæringen kan ikke indføres: ${da}.`,
    `The statement cannot be entered: ${en}.`,
  );
}
