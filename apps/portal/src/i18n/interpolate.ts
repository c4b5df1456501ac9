export type Params = Readonly<Record<string, string | number>>;

/** A text with what it tells put in: `{{count}} rækker`. A place that nothing was given for stays, so that it is seen. */
export const interpolate = (text: string, params: Params = {}): string =>
  text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => (name in params ? String(params[name]) : place));
