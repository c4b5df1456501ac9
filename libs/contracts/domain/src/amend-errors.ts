import { fail } from '@ringvirkning/kernel';

/** A first version amends nothing, and no contract in force takes other terms yet. */
export const amendsNothing = () =>
  fail.rule(
    'contracts.amends-nothing',
    'Dokumentet er et tillæg (amends), men her er ingen kontrakt i kraft, som det kan ændre.',
    'The document is an amendment (amends), but there is no contract in force here for it to amend.',
    {
      whatToDo: {
        da: 'Fjern amends, og skriv dokumentet som en kontrakt for sig selv.',
        en: 'Remove amends, and write the document as a contract of its own.',
      },
    },
  );
