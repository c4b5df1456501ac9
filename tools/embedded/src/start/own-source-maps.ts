/**
 * Loaded into every service process before its own program: stack traces of our code name its own lines. Not those of packages, whose maps bring their
 * sources along and stay in memory.
 */
import { setSourceMapsSupport } from 'node:module';

setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
