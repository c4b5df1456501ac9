/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { eventually } from '@ringvirkning/testing';
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';

export type Language = 'da' | 'en';
/** What a browser keeps of somebody who has signed in. */
export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;
const PATIENCE_MS = 60_000;
const LANGUAGES = { da: 'Dansk', en: 'English' } as const;

/** A person at a browser window of their own. What goes wrong behind the page is noted, whether or not it shows. */
export class BrowserUser {
  private readonly noted: string[] = [];
  private readonly pending = new Set<Request>();

  private constructor(
    readonly name: string,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      // The browser's own line about a bad answer; the answer itself is noted, with its address.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.noted.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.noted.push(`page: ${error.message}`));
    page.on('request', (request) => this.pending.add(request));
    page.on('requestfinished', (request) => this.pending.delete(request));
    page.on('requestfailed', (request) => {
      this.pending.delete(request);
      const reason = request.failure()?.errorText;
      // A question that the page no longer needs answered is withdrawn.
      if (reason !== 'net::ERR_ABORTED') this.noted.push(`${reason} ${told(request)}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.noted.push(`${response.status()} ${told(response.request())}`);
    });
  }

  static async at(browser: Browser, url: string, name: string, session?: Session): Promise<BrowserUser> {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'da-DK',
      timezoneId: 'Europe/Copenhagen',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
      ...(session && { storageState: session }),
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new BrowserUser(name, await context.newPage());
  }

  /** Through the welcome page and the sign-in page, back to where the role starts. `before` sees the sign-in page. */
  async signIn(password: string, before: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.page.goto('/');
    await this.page.locator('main').getByRole('link', { name: 'Log ind' }).click();
    await this.page.getByLabel('Navn').fill(this.name);
    await before(this.page);
    await this.page.getByLabel('Adgangskode').fill(password);
    await this.page.getByRole('button', { name: 'Log ind' }).click();
    await this.page.locator('.person-name').waitFor();
    await this.settled();
    this.hasArrived();
  }

  /** Whether the session that the window began with still holds; if so, where the role starts is open. */
  async isStillSignedIn(): Promise<boolean> {
    await this.open('/');
    this.hasArrived();
    return this.page.locator('.person-name').isVisible();
  }

  private hasArrived(): void {
    // Asking who one is before signing in is answered so.
    const strange = this.faults().filter((fault) => fault !== '401 GET /auth/me');
    if (strange.length > 0) throw new Error(`signing in as ${this.name}: ${strange.join(', ')}`);
  }

  async speak(language: Language): Promise<void> {
    if ((await this.page.locator('html').getAttribute('lang')) === language) return;
    await this.page.getByRole('button', { name: LANGUAGES[language] }).click();
    await this.page.locator(`html[lang=${language}]`).waitFor();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.settled();
  }

  /** A tab of a contract, by the links that lead there. */
  async goTo(ref: string, tab: string): Promise<void> {
    await this.open('/contracts');
    await this.press(this.row(ref).getByRole('link'));
    await this.press(this.page.locator(`.tabs a[href$="/${tab}"]`));
  }

  /** Presses a link or button once it is there, and waits for what comes of it. */
  async press(target: Locator): Promise<void> {
    await target.click();
    await this.settled();
  }

  /** Follows the first link to a place, also one that lies behind the menu's last point. */
  async follow(path: string): Promise<void> {
    const link = this.page.locator(`a[href="${path}"]`).first();
    if (await link.and(this.page.locator('.menu-more ul:not(.menu-open) a')).count())
      await this.page.locator('.menu-more > button').click();
    await this.press(link);
  }

  /** Presses a button that gives a file. @returns what the file is called and holds */
  async saved(label: string): Promise<[name: string, content: Buffer]> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button(label).first().click()]);
    return [download.suggestedFilename(), await readFile(await download.path())];
  }

  /** A button by how its name begins: what it is about may follow. */
  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: new RegExp(`^${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}`) });
  }

  /** Presses a button that asks first, confirms, with a text when one is due, and waits until it is carried out. */
  async confirm(label: string, within: Page | Locator = this.page, text?: string): Promise<void> {
    await this.button(label, within).first().click();
    const dialog = this.page.getByRole('dialog');
    if (text !== undefined) await dialog.getByRole('textbox').fill(text);
    await this.button(label, dialog).click();
    await dialog.waitFor({ state: 'hidden' });
    await this.settled();
  }

  /** Waits until the text stands on the page. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.locator('main').getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Waits until the page of this title is there, and stands. */
  async arrivesAt(title: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    await this.settled();
  }

  /** A key figure by its name. */
  figure(name: string): Promise<string> {
    return plain(
      this.page
        .locator('.facts-figures > div')
        .filter({ has: this.page.getByText(name, { exact: true }) })
        .locator('.amount')
        .first(),
    );
  }

  /** A row of a table, by a text in it. */
  row(text: string): Locator {
    return this.page.getByRole('row').filter({ hasText: text });
  }

  /** Waits until the page stands: its heading is there, every question is answered, the answers are drawn, and nothing more changes. */
  async settled(): Promise<void> {
    await this.page.locator('main h1').waitFor();
    await eventually(
      async () => {
        const loading = await this.page.evaluate(
          () =>
            new Promise<boolean>((drawn) => {
              let changed = false;
              const observer = new MutationObserver(() => (changed = true));
              observer.observe(document.body, { subtree: true, childList: true, characterData: true });
              requestAnimationFrame(() =>
                requestAnimationFrame(() => {
                  observer.disconnect();
                  drawn(changed || document.querySelector('.loading') !== null);
                }),
              );
            }),
        );
        if (loading || this.pending.size > 0)
          throw new Error(`${this.page.url()} still loads: ${[...this.pending].map(told).join(', ')}`);
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
  }

  /** What went wrong since the last time this was asked. */
  faults(): string[] {
    return this.noted.splice(0);
  }
}

/** Text with plain spaces: amounts carry unbreakable ones. */
const plain = async (where: Locator): Promise<string> => (await where.innerText()).replace(/\s+/g, ' ').trim();
const told = (request: Request): string => `${request.method()} ${new URL(request.url()).pathname}`;
