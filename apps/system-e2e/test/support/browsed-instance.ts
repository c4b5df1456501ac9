import { findChromium, RunningInstance } from '@ringvirkning/embedded';
import { chromium, type Browser } from 'playwright-core';
import { BrowserUser, type Language } from './browser-user.js';

/** An instance, seeded unless the options say otherwise, and a browser in which people look at it. */
export class BrowsedInstance {
  private readonly people = new Map<string, Promise<BrowserUser>>();

  private constructor(
    readonly instance: RunningInstance,
    readonly browser: Browser,
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
    return new BrowsedInstance(this.instance, this.browser);
  }

  /** Somebody of this role at a window of their own, signed in. */
  async signedIn(role: string): Promise<BrowserUser> {
    const user = await BrowserUser.at(this.browser, this.instance.overview.url, role);
    await user.signIn(this.instance.overview.password);
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
