/** The part of a decorated TypeScript node that the rules read. */
export interface Decorated {
  readonly decorators?: readonly {
    readonly expression: {
      readonly type: string;
      readonly name?: string;
      readonly callee?: { readonly name?: string };
      readonly arguments?: readonly unknown[];
    };
  }[];
}

/** Names of a node's decorators, called or bare. */
export const decoratorNames = (node: Decorated): string[] =>
  (node.decorators ?? []).flatMap(({ expression }) => expression.callee?.name ?? expression.name ?? []);
