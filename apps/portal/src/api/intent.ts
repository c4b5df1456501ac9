/** What a person is about to do, under the key that keeps it from happening twice. */
export interface Intent {
  readonly key: string;
  readonly content: string;
}

/**
 * The key for sending `content`: the same as last time when the same thing is tried again (a lost answer), a new one when
 * something else is meant.
 */
export const intentFor = (content: string, last: Intent | undefined, newKey: () => string): Intent =>
  last?.content === content ? last : { key: newKey(), content };
