import { findChromium, RunningInstance } from '@ringvirkning/embedded';
import { Api, clientCredentials } from '@ringvirkning/seed';
import { chromium, type Browser } from 'playwright-core';
import { BrowserUser } from './browser-user.js';

export type Town = 'aarhus' | 'herning';

/** Long enough for what has to come from the other municipality, beside much else. */
export const PATIENCE = { timeout: 90_000, interval: 500 };

/** Two municipalities of one partnership, each with an instance of its own, and a browser in which their people look at them. */
export class TwoTowns {
  private readonly seated = new Map<string, Promise<BrowserUser>>();

  private constructor(
    private readonly running: RunningInstance,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<TwoTowns> {
    const found = await findChromium();
    const [running, browser] = await Promise.all([
      RunningInstance.start(['--instances', '2']),
      chromium.launch({ executablePath: found.executablePath, args: [...found.args], env: { ...found.env } }),
    ]);
    return new TwoTowns(running, browser);
  }

  /** Whoever of this role sits at a window there already, or sits down now. */
  as(town: Town, role: string): Promise<BrowserUser> {
    const key = `${town} ${role}`;
    const known = this.seated.get(key);
    if (known) return known;
    const { url, password } = this.running.overview.instances.find(({ instance }) => instance === town)!;
    const user = BrowserUser.at(this.browser, url, role).then(async (person) => {
      await person.signIn(password);
      return person;
    });
    this.seated.set(key, user);
    return user;
  }

  api(town: Town): Api {
    const { overview, seedClient } = this.running.at(town);
    return new Api(overview.url, clientCredentials(seedClient));
  }

  /** All who sit at a window. */
  people(): Promise<BrowserUser[]> {
    return Promise.all(this.seated.values());
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.running.stop();
  }
}
