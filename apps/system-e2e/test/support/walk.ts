import type { Locator } from 'playwright-core';
import type { BrowserUser, Language } from './browser-user.js';
import { accessibilityFaults, hasNewKinds, overflow, PHONE, screenshot, WIDE } from './page-check.js';

/** What a role is offered. */
export interface Offer {
  /** Addresses of the main menu. */
  readonly menu: readonly string[];
  readonly tabs: readonly string[];
  /** Buttons that lead to a page of their own. */
  readonly doors: readonly string[];
}

/** How pages are looked at: the language of each width, and the width at which accessibility is judged. */
export interface Views {
  readonly wide: Language;
  readonly phone: Language;
  readonly judged: 'wide' | 'phone';
}

/** Looks at the page as it stands: at both widths when something on it is of a kind that no phone had yet, else at the wide one. @returns what is wrong with it. */
export async function look(user: BrowserUser, name: string, views: Views): Promise<string[]> {
  const wrong: string[] = [];
  for (const [view, size, suffix] of [
    ['phone', PHONE, '-phone'],
    ['wide', WIDE, ''],
  ] as const) {
    if (view === 'phone' && !(await hasNewKinds(user.page, view))) continue;
    await user.page.setViewportSize(size);
    await user.speak(views[view]);
    await user.settled();
    await screenshot(user.page, `${user.name}-${name}${suffix}`);
    wrong.push(...(await overflow(user.page)));
    if (view === views.judged) wrong.push(...(await accessibilityFaults(user.page)));
  }
  return [...wrong, ...user.faults()].map((fault) => `${name}: ${fault}`);
}

/** Goes wherever the role can go, by the links it is offered. @returns what was offered, to compare with what was expected, and what was wrong. */
export async function walk(
  user: BrowserUser,
  contract: string | undefined,
  views: Views,
): Promise<Offer & { readonly wrong: readonly string[] }> {
  const tour = new Tour(user, views);
  const menu = await tour.links('.site-menu');
  for (const place of menu) {
    await tour.visit(place === '/' ? 'front' : place.slice(1), place);
    await tour.door('contracts/new');
  }
  const tabs = contract ? await tour.contract(contract) : [];
  return { menu, tabs, doors: tour.doors, wrong: tour.wrong };
}

/** Of these tabs, the first row's link leads to one more kind of page. */
const DETAILS: Readonly<Record<string, string>> = { participants: 'person', claims: 'claim', payments: 'run' };

class Tour {
  readonly wrong: string[] = [];
  readonly doors: string[] = [];
  private readonly titled = new Map<string, string>();

  constructor(
    private readonly user: BrowserUser,
    private readonly views: Views,
  ) {}

  links(within: string): Promise<string[]> {
    return this.user.page
      .locator(`${within} a`)
      .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  }

  async visit(name: string, path: string): Promise<void> {
    await this.user.follow(path);
    this.wrong.push(...(await look(this.user, name, this.views)));
    const title = await this.user.page.title();
    const other = this.titled.get(title) ?? path;
    if (other !== path) this.wrong.push(`${name}: has the title of ${other}, «${title}»`);
    this.titled.set(title, path);
  }

  /** A page that one comes back from, since more is to be seen where it is offered. */
  async detail(name: string, link: Locator): Promise<boolean> {
    if ((await link.count()) === 0) return false;
    await this.visit(name, (await link.first().getAttribute('href'))!);
    await this.user.page.goBack();
    await link.first().waitFor();
    await this.user.settled();
    return true;
  }

  async door(name: string): Promise<void> {
    if (await this.detail(name.replace('/', '-'), this.user.page.locator(`main a.button[href$="/${name}"]`)))
      this.doors.push(name);
  }

  /** @returns its tabs */
  async contract(ref: string): Promise<string[]> {
    const { page } = this.user;
    await this.user.press(page.locator('.site-menu a[href="/contracts"]'));
    await this.user.press(this.user.row(ref).getByRole('link'));
    // The list still stands until the page of the contract has come.
    await page.locator('.tabs a').first().waitFor();
    await this.user.settled();
    const paths = await this.links('.tabs');
    const nameOf = (path: string): string => path.split('/').at(-1)!;
    for (const path of paths) {
      const tab = nameOf(path);
      await this.visit(`contract-${tab}`, path);
      if (tab === 'participants') await this.door('participants/new');
      if (tab === 'claims') for (const name of ['claims/new', 'claims/import']) await this.door(name);
      if (tab in DETAILS) await this.detail(DETAILS[tab]!, page.locator('tbody th a'));
    }
    return paths.map(nameOf);
  }
}
