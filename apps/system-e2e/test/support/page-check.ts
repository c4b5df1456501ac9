/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  resultTypes: ['violations'],
};
const SCREENSHOTS = fileURLToPath(new URL('../../../../reports/screenshots/', import.meta.url));

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** Ten seconds. */
const LOOKS = 40;

/**
 * Rules of accessibility that the page breaks, each with the places where it does. Only a page of which something is of a kind that was not
 * judged before, in this browser and at this width, is judged: what differs from it in its words alone breaks the same rules, and judging
 * takes longer than anything else that is done with a page.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await hasNewKinds(page, `judged at ${page.viewportSize()!.width}`))) return [];
  // A page keeps it until it is loaded anew.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${AXE}; undefined`);
  const { violations } = await page.evaluate(
    (rules) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(rules),
    RULES,
  );
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} – ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );
}

const seen = new WeakMap<Browser, Set<string>>();

/** Whether something on the page is of a kind that was not there, in this browser, when this was asked before. */
export async function hasNewKinds(page: Page, forWhat: string): Promise<boolean> {
  const browser = page.context().browser()!;
  const known = seen.get(browser) ?? new Set();
  seen.set(browser, known);
  const kinds = (await kindsOf(page)).map((kind) => `${forWhat}: ${kind}`).filter((kind) => !known.has(kind));
  kinds.forEach((kind) => known.add(kind));
  return kinds.length > 0;
}
/** What elements there are, each by its name and attributes without what they say, and by what it stands in. */
const kindsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const own = (element: Element): string => {
      const names = element.getAttributeNames().filter((name) => !name.startsWith('data-') && name !== 'style');
      const said = ['class', 'role', 'type', 'scope', 'disabled'].map((name) => element.getAttribute(name) ?? '');
      return [element.tagName, ...names.sort(), ...said].join(' ');
    };
    const kinds = [...document.body.querySelectorAll('*')].map((element) => {
      const around = [element.parentElement, element.parentElement?.parentElement];
      return [own(element), ...around.map((one) => (one ? own(one) : ''))].join(' < ');
    });
    return [...new Set(kinds)];
  });

/** What reaches beyond the window when the page has come to rest: charts are drawn anew a moment after its width has changed. */
export async function overflow(page: Page): Promise<string[]> {
  for (let looks = 0; ; looks += 1) {
    const beyond = await beyondTheWindow(page);
    if (beyond.length === 0 || looks === LOOKS) return beyond;
    await page.waitForTimeout(250);
  }
}
/** Elements that reach beyond the window, other than inside a frame that scrolls by itself. */
const beyondTheWindow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const framed = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || framed(element.parentElement));
    const beyond = [...document.body.querySelectorAll('*')].filter((element) => {
      const { width, right, left } = element.getBoundingClientRect();
      return width > 1 && (right > window.innerWidth + 1 || left < -1) && !framed(element.parentElement);
    });
    return beyond
      .slice(0, 3)
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} reaches beyond ${window.innerWidth} px`,
      );
  });

/** Where `SCREENSHOTS` asks for them: they take a third of the time, and check nothing. */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  if (!process.env['SCREENSHOTS']) return;
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
};
