/** From where an action was begun: the button, and the part of the page around it. */
export interface Place {
  readonly trigger: Element | null;
  readonly part: Element | null;
}

const focused = (): Element | null => (document.activeElement === document.body ? null : document.activeElement);

export function placeOfFocus(): Place {
  const trigger = focused();
  return { trigger, part: trigger?.closest('section') ?? null };
}

const canTakeFocus = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && !element.matches(':disabled') && !element.closest('dialog');

/**
 * After an action the page may have lost what the person stood on: its button is gone with the work it did. Then they go on at the heading of that part of the
 * page, or of the page, and never from the top again. Who already stands somewhere is left alone.
 */
export function goOnFrom({ trigger, part }: Place): void {
  requestAnimationFrame(() => {
    if (focused()) return;
    if (canTakeFocus(trigger)) return trigger.focus();
    const heading =
      (part?.isConnected ? part.querySelector<HTMLElement>('h2') : null) ??
      document.querySelector<HTMLElement>('main h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  });
}
