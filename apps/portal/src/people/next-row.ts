const DOABLE = '.actions a, .actions button, .action button';

/** Where one goes on in a list once a row is dealt with: at the next row that asks for something, or else at what the row itself still offers. */
export function goOnAfter(within: Element | null): () => void {
  const row = within?.closest('tr');
  const rest: Element[] = [];
  for (let next = row?.nextElementSibling; next; next = next.nextElementSibling) rest.push(next);
  return () =>
    [...rest, ...(row ? [row] : [])]
      .filter(({ isConnected }) => isConnected)
      .flatMap((each) => each.querySelector<HTMLElement>(DOABLE) ?? [])[0]
      ?.focus();
}
