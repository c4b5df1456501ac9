/** Somebody at a browser without a screen: it keeps cookies and follows where it is sent. */
export class Visitor {
  private readonly jar = new Map<string, string>();

  /** @param origin of the portal. */
  constructor(private readonly origin: string) {}

  /** Signs in at the page of the embedded sign-in service, which asks for no password in a demo. @throws Error when nobody is signed in afterwards. */
  async signIn(person: string): Promise<void> {
    const page = await this.go(new URL('/auth/login?returnTo=/', this.origin));
    const [, action] = /<form[^>]* action="([^"]+)"/.exec(await page.text()) ?? [];
    // Whom the sign-in service knows from before it sends back at once.
    if (action !== undefined)
      await this.go(new URL(action, page.url), { method: 'POST', body: new URLSearchParams({ person }) });
    if ((await this.get('/auth/me')).status !== 200) throw new Error(`${person} is not signed in`);
  }

  get(path: string): Promise<Response> {
    return this.go(new URL(path, this.origin));
  }

  post(path: string, body: object): Promise<Response> {
    return this.go(new URL(path, this.origin), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        'x-requested-with': 'ringvirkning',
      },
      body: JSON.stringify(body),
    });
  }

  private async go(at: URL, request: RequestInit = {}): Promise<Response> {
    const response = await fetch(at, {
      ...request,
      headers: { ...request.headers, cookie: [...this.jar].map((pair) => pair.join('=')).join('; ') },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const location = response.headers.get('location');
    return location === null ? response : this.go(new URL(location, at));
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', ...value] = pair.split('=');
    const isGone = attributes.some((attribute) => /^ ?(max-age=0|expires=\w+, 01 jan 1970)/i.test(attribute));
    if (isGone) this.jar.delete(name);
    else this.jar.set(name, value.join('='));
  }
}
