import { isConfined, type Person } from '@ringvirkning/auth';
import {
  departmentPurse,
  signatoriesOf,
  type Agreement,
  type AgreementSide,
  type SiloAccess,
} from '@ringvirkning/benefits-domain';
import { fail } from '@ringvirkning/kernel';

type Reader = Pick<Person, 'memberOf' | 'departments' | 'roles'>;

/** The purse of the municipality that somebody belongs to, without departments: `municipality:0751`. */
export const ownMunicipality = (memberOf: string): string => departmentPurse(memberOf, '').replace(/\/$/, '');

/** Whether the purse is kept in the municipality of this instance: others sign and approve in their own. */
export const isOurs = ({ memberOf }: Pick<Reader, 'memberOf'>, { silo }: AgreementSide): boolean =>
  silo.split('/')[0] === ownMunicipality(memberOf);

/** Whether somebody acts for a side: the head of a department for it, the municipal director for the municipality's purse without one. */
export function actsFor({ memberOf, departments, roles }: Reader, { silo }: Pick<AgreementSide, 'silo'>): boolean {
  if (silo === ownMunicipality(memberOf)) return roles.includes('municipal-director');
  return (
    roles.includes('department-head') &&
    departments.some((department) => departmentPurse(memberOf, department) === silo)
  );
}

/**
 * Whether somebody signs an agreement between municipalities for their own as a whole: the municipal director, or a head of department where the director
 * signs for a side.
 */
export const signsFor = (
  { memberOf, roles }: Reader,
  authority: string,
  { sides }: Pick<Agreement, 'sides'>,
): boolean =>
  authority === ownMunicipality(memberOf) &&
  roles.includes(sides.some(({ silo }) => silo === authority) ? 'department-head' : 'municipal-director');

/** Whether somebody may read an agreement: whoever reads every department's figures, or acts for a side. */
export const mayReadAgreement = (person: Reader, { sides }: Agreement): boolean =>
  !isConfined(person.roles, 'benefits.read-agreements') || sides.some((side) => actsFor(person, side));

/** @throws DomainError `benefits.unknown-agreement` when it is not for the reader. */
export function checkReader(person: Reader, agreement: Agreement): void {
  if (!mayReadAgreement(person, agreement))
    throw fail.notFound('benefits.unknown-agreement', 'Aftalen findes ikke.', 'There is no such agreement.');
}

/**
 * Until all sides have signed, an agreement opens nobody's figures: who reads a department of their own only needs a data-sharing agreement with the others.
 * @throws DomainError `benefits.side-not-shared`
 */
export function checkShared(access: SiloAccess, { sides }: Pick<Agreement, 'sides'>): void {
  const closed = sides.filter(({ silo }) => !access.mayReadSilo(silo));
  if (closed.length === 0) return;
  throw fail.forbidden(
    'benefits.side-not-shared',
    `Tallene for ${closed.map(({ name }) => name.da).join(', ')} er ikke delt med din forvaltning.`,
    `The figures of ${closed.map(({ name }) => name.en).join(', ')} are not shared with your department.`,
    {
      whatToDo: {
        da: 'Lav en datadelingsaftale, eller bed økonomi om beregningen.',
        en: 'Make a data-sharing agreement, or ask the controller for the calculation.',
      },
    },
  );
}

/** Who signs, as it is kept: a side, or the person's own authority. @throws DomainError `benefits.unknown-side`, `benefits.not-your-side` */
export function signatoryOf(person: Reader, agreement: Agreement, signatory: string): string {
  if (!signatory.includes(':')) return sideOf(person, agreement, signatory).id;
  if (!signatoriesOf(agreement).includes(signatory)) throw unknownSide();
  if (signsFor(person, signatory, agreement)) return signatory;
  throw fail.forbidden(
    'benefits.not-your-side',
    'Kun kommunens egen direktør kan underskrive for kommunen.',
    "Only the municipality's own director can sign for the municipality.",
  );
}

const unknownSide = () =>
  fail.notFound('benefits.unknown-side', 'Aftalen har ikke den part.', 'The agreement has no such side.');

/** The side that somebody acts for. @throws DomainError `benefits.unknown-side`, `benefits.not-your-side` */
export function sideOf(person: Reader, agreement: Agreement, id: string): AgreementSide {
  const side = agreement.sides.find((each) => each.id === id);
  if (!side) throw unknownSide();
  if (!actsFor(person, side))
    throw fail.forbidden(
      'benefits.not-your-side',
      `Kun ${side.name.da} kan gøre det for sin part.`,
      `Only ${side.name.en} can do that for its side.`,
      {
        whatToDo: {
          da: 'Bed forvaltningens chef om det; for kommunens kasse uden forvaltning er det kommunaldirektøren.',
          en: "Ask the head of the department; for the municipality's purse without one it is the municipal director.",
        },
      },
    );
  return side;
}
