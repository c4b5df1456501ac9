import { findChromium, RunningInstance } from '@ringvirkning/embedded';
import { chromium, type Browser } from 'playwright-core';
import { BrowserUser } from './browser-user.js';

/** An instance, seeded unless the options say otherwise, and a browser in which people look at it. */
export class BrowsedInstance {
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

  /** Somebody of this role at a window of their own, signed in. */
  async signedIn(role: string): Promise<BrowserUser> {
    const user = await BrowserUser.at(this.browser, this.instance.overview.url, role);
    await user.signIn(this.instance.overview.password);
    return user;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.instance.stop();
  }
}
