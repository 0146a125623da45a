/** After a test file that talks to Holdfast: nothing of it stays connected. */
import { disconnect } from './time';

afterAll(disconnect);
