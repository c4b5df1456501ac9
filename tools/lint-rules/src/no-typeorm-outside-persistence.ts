import type { Rule } from 'eslint';

const ALLOWED = /[\\/]persistence[\\/]|\.(store|row)\.ts$/;
const MODULES = /^(typeorm|pg|@nestjs\/typeorm)$/;

/** Only stores, rows and migrations know the database library; everyone else takes a `Tx` from the persistence lib. */
export const noTypeormOutsidePersistence: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { outside: '{{module}} belongs in a persistence folder, a *.store.ts or a *.row.ts.' },
  },
  create: (context) => ({
    ImportDeclaration(node) {
      const module = String(node.source.value);
      if (MODULES.test(module) && !ALLOWED.test(context.filename))
        context.report({ node, messageId: 'outside', data: { module } });
    },
  }),
};
