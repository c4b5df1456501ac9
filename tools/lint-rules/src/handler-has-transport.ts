import type { Rule } from 'eslint';
import type { Decorated } from './decorators.js';

const PATTERNS = new Set(['EventPattern', 'MessagePattern']);

/** Nest binds a pattern without a transport to every transport of the application: one message would be handled twice. */
export const handlerHasTransport: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      missing:
        '@{{name}} names no transport and would bind to all of them: use @On or @Answers, or pass the transport.',
    },
  },
  create: (context) => ({
    MethodDefinition(node) {
      for (const { expression } of (node as unknown as Decorated).decorators ?? []) {
        const name = expression.callee?.name ?? '';
        if (PATTERNS.has(name) && (expression.arguments?.length ?? 0) < 2)
          context.report({ node, messageId: 'missing', data: { name } });
      }
    },
  }),
};
