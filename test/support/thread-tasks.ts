/** What the thread of the pool's tests does. */
import { task } from '../../threads/task';

export const countTask = task<number, number>('count');
export const hangTask = task<number, string>('hang');
export const fillTask = task<null, never>('fill');
export const throwTask = task<string, never>('throw');
export const unknownTask = task<null, never>('unknown');
