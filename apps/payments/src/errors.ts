import { fail, type DomainError } from '@ringvirkning/kernel';

export const unknownContract = (contractId: string): DomainError =>
  fail.notFound(
    'payments.unknown-contract',
    'Kontrakten findes ikke, eller den er ikke trådt i kraft.',
    'The contract does not exist or is not in force.',
    { params: { contractId } },
  );

export const unknownRun = (runId: string): DomainError =>
  fail.notFound('payments.unknown-run', 'Betalingskørslen findes ikke.', 'There is no such payment run.', {
    params: { runId },
  });

export const recomputationDiffers = (no: number): DomainError =>
  fail.conflict(
    'payments.recomputation-differs',
    `Kørsel ${no} giver et andet resultat, når den regnes igen.`,
    `Run ${no} gives another result when it is computed again.`,
    {
      params: { no },
      whatToDo: { da: 'Annullér kørslen, og kontakt driften.', en: 'Cancel the run and contact operations.' },
    },
  );

/** Of a run that is authorised: it cannot be cancelled any more. */
export const earlierRunDiffers = (no: number): DomainError =>
  fail.conflict(
    'payments.earlier-run-differs',
    `Kørsel ${no}, som er anvist, giver et andet resultat, når den regnes igen. Forskellen til den kan ikke vises.`,
    `Run ${no}, which is authorised, gives another result when it is computed again. The difference to it cannot be shown.`,
    { params: { no }, whatToDo: { da: 'Kontakt driften.', en: 'Contact operations.' } },
  );

export const bundleNotForRole = (): DomainError =>
  fail.forbidden(
    'payments.bundle-not-for-role',
    'Grundlaget indeholder personhenførbare oplysninger, som din rolle ikke giver adgang til.',
    'The bundle holds data about persons, which your role does not give access to.',
  );

export const ledgerNotForRole = (): DomainError =>
  fail.forbidden(
    'payments.ledger-not-for-role',
    'Posteringerne viser enkelte resultater, som din rolle ikke giver adgang til.',
    'The entries show single outcomes, which your role does not give access to.',
    {
      whatToDo: { da: 'Se kontraktens betalingsoversigt.', en: "See the contract's payment summary." },
    },
  );

export const unknownDue = (dueId: string): DomainError =>
  fail.notFound('payments.unknown-due', 'Betalingskravet findes ikke.', 'There is no such claim.', {
    params: { dueId },
  });

export const beingAuthorised = (): DomainError =>
  fail.conflict(
    'payments.being-authorised',
    'Der arbejdes på kontraktens betalinger netop nu, så det kan ikke siges, hvad der er anvist.',
    'The payments of the contract are being worked on at this moment, so it cannot be said what is authorised.',
    { whatToDo: { da: 'Prøv igen om et øjeblik.', en: 'Try again in a moment.' } },
  );
