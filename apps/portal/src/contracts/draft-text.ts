/** What a terms document is sent as. */
export const contentTypeOf = (text: string): string => (/^\s*\{/.test(text) ? 'application/json' : 'application/yaml');

/** The lines that each of two texts has alone, in their order; a line that stands twice in one and once in the other is once its own. */
export function ownLines(mine: string, theirs: string): { readonly mine: string[]; readonly theirs: string[] } {
  return { mine: beyond(mine, theirs), theirs: beyond(theirs, mine) };
}

function beyond(text: string, other: string): string[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n')) left.set(line.trimEnd(), (left.get(line.trimEnd()) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const count = left.get(line.trimEnd()) ?? 0;
    if (count > 0) left.set(line.trimEnd(), count - 1);
    return count === 0 && line.trim() !== '';
  });
}
