/** The browser of tests: the one that plays people elsewhere too. */
export { browse } from '../../dev/browse';
