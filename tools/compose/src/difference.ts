/** Seeds of NATS keys: whoever has one is its user. */
const SEED = /\bS[A-Z][A-Z2-7]{56}\b/g;
const masked = (line: string): string => line.replace(SEED, '(key)');

/** Lines of a text that go (`-`) and come (`+`), in their order. Keys are not shown. */
export function differingLines(before: string, after: string): string[] {
  const [old, now] = [before, after].map((text) => text.trimEnd().split('\n')) as [string[], string[]];
  const common = longestCommon(old, now);
  const lines: string[] = [];
  for (let [i, j] = [0, 0]; i < old.length || j < now.length;) {
    if (i < old.length && j < now.length && old[i] === now[j]) [i, j] = [i + 1, j + 1];
    else if (j === now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push(`- ${old[i++]}`);
    else lines.push(`+ ${now[j++]}`);
  }
  return lines.map(masked);
}

/** Length of the longest common part of what follows line i of one and line j of the other. */
function longestCommon(old: readonly string[], now: readonly string[]): number[][] {
  const length = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      length[i]![j] = old[i] === now[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
  return length;
}

/** Variables of an environment file that go, come, or have another value (`~`): their names alone. */
export function differingNames(before: string, after: string): string[] {
  const [old, now] = [before, after].map(
    (text) =>
      new Map(
        text
          .trimEnd()
          .split('\n')
          .map((line) => [line.split('=')[0]!, line]),
      ),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    if (!now.has(name)) return [`- ${name}`];
    if (!old.has(name)) return [`+ ${name}`];
    return old.get(name) === now.get(name) ? [] : [`~ ${name}`];
  });
}
