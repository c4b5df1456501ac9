import { fail } from '@ringvirkning/kernel';

/** Somebody saved another version while this one was being written. Both texts are kept: theirs as a version, the writer's own where it was written. */
export const editedMeanwhile = (from: number, version: number) =>
  fail.conflict(
    'contracts.edited-meanwhile',
    `Du begyndte på version ${from}, men en anden har imens gemt version ${version}. Din tekst er ikke gemt endnu.`,
    `You began with version ${from}, but somebody else has saved version ${version} meanwhile. Your text is not saved yet.`,
    {
      params: { from, version },
      whatToDo: {
        da: `Sammenlign din tekst med version ${version}. Gem derefter din som den næste version, eller fortsæt fra den anden.`,
        en: `Compare your text with version ${version}. Then save yours as the next version, or go on from theirs.`,
      },
    },
  );

export const unknownVersion = (version: number) =>
  fail.notFound(
    'contracts.unknown-version',
    `Kontrakten har ingen version ${version}, som du har adgang til.`,
    `The contract has no version ${version} that you have access to.`,
    { params: { version } },
  );
