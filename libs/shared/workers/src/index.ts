export { heavyWork, HeavyWork, type Limits } from './heavy-work.js';
export { defineTask, type Task, type TaskFunction } from './task.js';
export { takingTurns } from './turns.js';
