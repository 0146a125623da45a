/** Clocks that are moved ahead stop where they were told, and not a moment later. */
import { tsToMs } from '@temporalio/common/lib/time';
import { fastForward, virtualNow } from '../dev/time';
import { admin, eventually, fresh } from './support/api';
import { temporal } from './support/time';

/** A second or so is what a loaded machine takes to look at a clock. */
const readingMs = 10_000;
const mornings = 48;

test('a clock that is to stop in the moments in which something falls due is not skipped to the next thing', async () => {
  const rep = fresh('rep');
  const body = { name: rep, email: `${rep}@example.com`, timeZone: 'UTC', mails: 'brief' };
  expect((await admin.put(`/v1/reps/${rep}`, body)).status).toBeLessThan(300);
  const client = await temporal();
  const id = `brief.${rep}`;
  const nextTimer = (): Promise<number> =>
    eventually(async () => {
      const { events = [] } = await client.workflow.getHandle(id).fetchHistory();
      const started = events?.findLast((event) => event.timerStartedEventAttributes);
      const at =
        tsToMs(started?.eventTime) + tsToMs(started?.timerStartedEventAttributes?.startToFireTimeout ?? undefined);
      expect(at).toBeGreaterThan((await virtualNow(client, id)).getTime());
      return at;
    });
  for (let morning = 0; morning < mornings; morning += 1) {
    // While that morning's work is done, or just after.
    const until = (await nextTimer()) + 20 + morning * 6;
    await fastForward(client, id, until - (await virtualNow(client, id)).getTime());
    const beyondMs = (await virtualNow(client, id)).getTime() - until;
    expect({ morning, isBeyond: beyondMs > readingMs }).toEqual({ morning, isBeyond: false });
  }
}, 240_000);
