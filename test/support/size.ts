import { testEnv } from './env';

/**
 * How large a test is. `npm test` and `npm run test:rules` take the small size, which shows all that the full one does
 * in a fraction of its time; `npm run test:all` takes the full one, as HOLDFAST_FULL_SIZE=1 does for a single test.
 */
export function size(small: number, full: number): number {
  return testEnv().HOLDFAST_FULL_SIZE === undefined ? small : full;
}
