/** What the workflow bundle holds. */
export { deliver } from './deliver';
export { lifecycle } from './lifecycle';
