export * from './business-number.js';
export * from './municipality.js';
