import type { Rule } from 'eslint';
import type { CallExpression } from 'estree';

const ALLOWED = /[\\/]persistence[\\/]|\.store\.ts$/;
const SQL = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|TRUNCATE|LOCK|SET|CALL)\b/i;

/** Handlers ask stores; a statement written beside the rules is found by nobody who changes a table. */
export const noSqlOutsidePersistence: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { sql: 'SQL belongs in a store: a persistence folder or a *.store.ts.' },
  },
  create: (context) => ({
    CallExpression(node) {
      if (!ALLOWED.test(context.filename) && isQuery(node) && SQL.test(textOf(node)))
        context.report({ node, messageId: 'sql' });
    },
  }),
};

const isQuery = ({ callee }: CallExpression): boolean =>
  callee.type === 'Identifier'
    ? callee.name === 'queryByKey'
    : callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'query';

function textOf({ arguments: given, callee }: CallExpression): string {
  const argument = given[callee.type === 'Identifier' ? 1 : 0];
  if (argument?.type === 'Literal') return String(argument.value);
  return argument?.type === 'TemplateLiteral' ? (argument.quasis[0]?.value.raw ?? '') : '';
}
