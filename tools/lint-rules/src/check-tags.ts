/** A project of the workspace with its tags, as the project graph knows it. */
export interface Project {
  readonly name: string;
  readonly data: { readonly tags?: readonly string[] };
}

/** Scopes of what is no service. */
const OTHERS = ['shared', 'catalogue', 'instance', 'portal', 'cli', 'system', 'tools'];

/**
 * Nothing is linted while a project's place is unknown: the boundary rule would let it import what it likes.
 * @param services Names of the services: the catalogue's.
 * @param types Types that the boundaries say something about.
 * @throws Error naming each project without exactly one scope and one type, or with one that nobody knows.
 */
export function checkTags(projects: readonly Project[], services: readonly string[], types: readonly string[]): void {
  const faults = projects.flatMap(({ name, data: { tags = [] } }) => {
    const [scopes, kinds] = ['scope:', 'type:'].map((prefix) =>
      tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length)),
    ) as [string[], string[]];
    return [
      ...(scopes.length === 1 ? [] : [`${name} needs one scope: tag, has ${scopes.length}`]),
      ...(kinds.length === 1 ? [] : [`${name} needs one type: tag, has ${kinds.length}`]),
      ...scopes
        .filter((scope) => !services.includes(scope) && !OTHERS.includes(scope))
        .map((scope) => `${name} is of the scope ${scope}, which has no manifest in libs/catalogue`),
      ...kinds
        .filter((type) => !types.includes(type))
        .map((type) => `${name} is of the type ${type}, which has no rule`),
    ];
  });
  if (faults.length > 0) throw new Error(`Nothing is linted:\n${faults.join('\n')}`);
}
