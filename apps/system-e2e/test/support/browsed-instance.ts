import { findChromium, RunningInstance } from '@ringvirkning/embedded';
import { chromium, type Browser } from 'playwright-core';
import { BrowserUser, type Language, type Session } from './browser-user.js';

/** An instance, seeded unless the options say otherwise, and a browser in which people look at it. */
export class BrowsedInstance {
  private readonly people = new Map<string, Promise<BrowserUser>>();

  private constructor(
    readonly instance: RunningInstance,
    readonly browser: Browser,
    /** Of each role, how its first window was signed in: signing in costs five times as much as opening a page. */
    private readonly sessions = new Map<string, Session>(),
  ) {}

  static async start(options: readonly string[] = []): Promise<BrowsedInstance> {
    const [instance, found] = await Promise.all([RunningInstance.start([...options]), findChromium()]);
    const browser = await chromium.launch({
      executablePath: found.executablePath,
      args: [...found.args],
      env: { ...found.env },
    });
    return new BrowsedInstance(instance, browser);
  }

  /** The same, with nobody at a window yet. */
  withOthers(): BrowsedInstance {
    return new BrowsedInstance(this.instance, this.browser, this.sessions);
  }

  /** Somebody of this role at a window of their own, signed in: through the sign-in page, unless another of their windows is signed in still. */
  async signedIn(role: string): Promise<BrowserUser> {
    const { url, password } = this.instance.overview;
    const known = this.sessions.get(role);
    const user = await BrowserUser.at(this.browser, url, role, known);
    if (known && (await user.isStillSignedIn())) return user;
    await user.signIn(password);
    this.sessions.set(role, await user.page.context().storageState());
    return user;
  }

  /** Whoever of this role sits at their window already, or sits down at one now, reading this language. */
  as(role: string, language: Language = 'da'): Promise<BrowserUser> {
    const known = this.people.get(role);
    if (known) return known;
    const user = this.signedIn(role).then(async (signedIn) => {
      await signedIn.speak(language);
      return signedIn;
    });
    this.people.set(role, user);
    return user;
  }

  /** What went wrong behind the pages of all who sit at one. */
  async faults(): Promise<string[]> {
    return (await Promise.all(this.people.values())).flatMap((user) => user.faults());
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.instance.stop();
  }
}
