/// <reference lib="dom" />
import type { Page, Request } from 'playwright-core';

export interface Redraw {
  /** From the last input event to the frame that shows the last figures, in milliseconds of the browser's own clock. */
  readonly ms: number;
  /** What the key figures said on the way, one entry per change. */
  readonly shown: readonly string[];
}

/** Changes the terms as a person does, one input event and drawing per text, until the figures of the last one stand painted. */
export const redraw = (page: Page, texts: readonly string[]): Promise<Redraw> =>
  page.evaluate(async ([...values]) => {
    const area = document.querySelector<HTMLTextAreaElement>('.code-editor textarea')!;
    const put = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!;
    const drawn = () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    const figures = () => document.querySelector('.facts-figures')!.textContent;
    const [shown, before]: [string[], string] = [[], figures()];
    let [from, last] = [0, 0];
    const observer = new MutationObserver(() => {
      const text = figures();
      if (text === (shown.at(-1) ?? before)) return;
      shown.push(text);
      void drawn().then(() => (last = performance.now()));
    });
    observer.observe(document.querySelector('.try-model-result')!, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    for (const value of values) {
      put.call(area, value);
      from = performance.now();
      area.dispatchEvent(new Event('input', { bubbles: true }));
      await drawn();
    }
    while (document.querySelector('.result-computing')) await drawn();
    await drawn();
    observer.disconnect();
    return { ms: Math.round(last - from), shown };
  }, texts);

export interface Asked {
  readonly terms: string;
  readonly runs: number;
  /** How many questions without draws were open when it was asked, itself included. */
  readonly open: number;
}

/** Notes every question about a model from now on. */
export function questions(page: Page): readonly Asked[] {
  const asked: Asked[] = [];
  const open = new Set<Request>();
  const about = (request: Request): { terms: string; runs: number } | undefined =>
    request.url().endsWith('/api/contracts/simulations')
      ? (request.postDataJSON() as { terms: string; runs: number })
      : undefined;
  page.on('request', (request) => {
    const body = about(request);
    if (!body) return;
    if (body.runs === 0) open.add(request);
    asked.push({ terms: body.terms, runs: body.runs, open: open.size });
  });
  const closed = (request: Request): void => void open.delete(request);
  page.on('requestfinished', closed);
  page.on('requestfailed', closed);
  return asked;
}
