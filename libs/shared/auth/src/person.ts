import type { Actor } from '@ringvirkning/persistence';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Permission } from './policy.js';

/** A signed-in person. `organisation` is what row-level security is told (`*` or their own); `memberOf` is always their own organisation. */
export interface Person extends Actor {
  readonly name: string;
  readonly memberOf: string;
  readonly departments: readonly string[];
  /** Where the identity provider says that they get mail; never logged, and kept only where they ask for mail. */
  readonly email?: string;
  /** What the route they came by asks for. */
  readonly permission?: Permission;
}

interface RequestOfPerson {
  person?: Person;
}

/** Who the guard found behind a request; undefined on public routes. */
export const personOf = (request: object): Person | undefined => (request as RequestOfPerson).person;

export const setPerson = (request: object, person: Person): void => {
  (request as RequestOfPerson).person = person;
};

/** The signed-in {@link Person}, as a parameter of a route that carries `@Permit`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const person = personOf(context.switchToHttp().getRequest<object>());
  if (!person) throw new Error('a public route has no current actor');
  return person;
});
