export { withServices } from './services.js';
