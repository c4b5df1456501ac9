import { actsIn } from '@ringvirkning/auth';
import { fail } from '@ringvirkning/kernel';
import { requestContext } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms-language';

/** Whoever writes terms must be able to see the contract that they make. */
export function mustSee({ parties }: Terms): void {
  if (actsIn(requestContext.get().actor, parties)) return;
  throw fail.forbidden(
    'contracts.other-department',
    'Vilkårene hører til en anden afdeling end din.',
    'The terms belong to another department than yours.',
    {
      whatToDo: {
        da: 'Skriv din egen afdeling hos kommunen i «parties», eller bed en kollega i afdelingen.',
        en: 'Name your own department with the municipality in «parties», or ask a colleague of the department.',
      },
    },
  );
}
