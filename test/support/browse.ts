/** The browser of tests: the one that plays people elsewhere too. */
export { browse, type Browsing } from '../../dev/browse';
