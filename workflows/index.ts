/** What the workflow bundle holds. */
export { brief } from './brief';
export { deliver } from './deliver';
export { feed } from './feed';
export { hook } from './webhook';
export { job } from './job';
export { lifecycle } from './lifecycle';
export { target } from './target';
