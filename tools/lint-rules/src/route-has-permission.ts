import type { Rule } from 'eslint';
import { decoratorNames, type Decorated } from './decorators.js';

const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Options', 'Head', 'Sse']);
const PERMISSIONS = new Set(['Permit', 'Public']);

/** Every HTTP route says who may call it: `@Permit('…')`, or `@Public('reason')`, on the method or its class. */
export const routeHasPermission: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { missing: 'The route {{name}} declares no permission: add @Permit(…), or @Public(reason).' },
  },
  create: (context) => ({
    MethodDefinition(node) {
      const method = node as unknown as Decorated & { key: { name?: string }; parent: { parent: Decorated } };
      const onMethod = decoratorNames(method);
      if (!onMethod.some((name) => ROUTES.has(name))) return;
      const declared = [...onMethod, ...decoratorNames(method.parent.parent)];
      if (!declared.some((name) => PERMISSIONS.has(name)))
        context.report({ node, messageId: 'missing', data: { name: method.key.name ?? '' } });
    },
  }),
};
