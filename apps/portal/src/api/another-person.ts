const KEY = 'another-person';

interface Browser {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly location: Pick<Location, 'reload'>;
}

/** Somebody else has signed in in another tab: what is on the page was drawn for the person before, so it is drawn anew and says so. */
export function drawAnew({ sessionStorage, location }: Browser = window): void {
  sessionStorage.setItem(KEY, 'yes');
  location.reload();
}

/** Whether the page was drawn anew for somebody else; told once. */
export function wasDrawnAnew({ sessionStorage }: Browser = window): boolean {
  const was = sessionStorage.getItem(KEY) !== null;
  sessionStorage.removeItem(KEY);
  return was;
}
