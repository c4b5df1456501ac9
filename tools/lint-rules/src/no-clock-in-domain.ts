import type { Rule } from 'eslint';

const CALLS = new Set(['Date.now', 'performance.now', 'Math.random', 'crypto.randomUUID', 'process.hrtime']);
const IMPORTS = new Set(['randomUUID', 'randomBytes', 'randomInt', 'systemClock', 'systemIds']);

/** Time, ids and chance are arguments of the domain, so that every result can be computed again. */
export const noClockInDomain: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { clock: '{{what}} makes the domain depend on the moment it runs: take it as an argument.' },
  },
  create: (context) => ({
    CallExpression(node) {
      const callee = node.callee;
      if (callee.type === 'Identifier' && callee.name === 'Date')
        context.report({ node, messageId: 'clock', data: { what: 'Date()' } });
      if (
        callee.type !== 'MemberExpression' ||
        callee.object.type !== 'Identifier' ||
        callee.property.type !== 'Identifier'
      )
        return;
      const what = `${callee.object.name}.${callee.property.name}`;
      if (CALLS.has(what)) context.report({ node, messageId: 'clock', data: { what } });
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        context.report({ node, messageId: 'clock', data: { what: 'new Date()' } });
    },
    ImportSpecifier(node) {
      const name = node.imported.type === 'Identifier' ? node.imported.name : '';
      if (IMPORTS.has(name)) context.report({ node, messageId: 'clock', data: { what: name } });
    },
  }),
};
