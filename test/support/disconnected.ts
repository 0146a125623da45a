/** After a test file that talks to Holdfast: nothing of it stays connected. */
import { disconnect } from './holdfast';

afterAll(disconnect);
