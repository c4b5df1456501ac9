/** `claim-made` → `ClaimMade`. */
export const pascal = (kebab: string): string =>
  kebab
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');

/** `claim-made` → `claimMade`. */
export const camel = (kebab: string): string => kebab.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Parts of `<service>/<words-with-hyphens>`. @throws Error when it is no such name. */
export function inService(name: string): { readonly service: string; readonly words: string } {
  const [, service, words] = /^([a-z]+)\/([a-z]+(?:-[a-z]+)+)$/.exec(name) ?? [];
  if (!service || !words) throw new Error(`${name}: write <service>/<word>-<word>, e.g. payments/list-runs`);
  return { service, words };
}
