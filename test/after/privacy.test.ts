import { canaries } from '../support/deals';
import { eventsOf, everyRun, textsIn } from '../support/histories';
import { temporal } from '../support/time';

/** Everybody in these tests was born in that year; a birthday’s day alone may stand in a history. */
const birthday = /\b1980-\d\d-\d\d\b/;
/** Thousands of runs are read, so many side by side. */
const atOnce = 8;
jest.setTimeout(600_000);

test('no history of any test, over all runs of every chain, holds a person’s name, address or words', async () => {
  const runs = await everyRun();
  const chains = new Set(runs.map(({ workflowId }) => workflowId));
  const needles = [...canaries.map((word) => word.toLowerCase()), '@client.example', '@holdfast.example', '+43 1 000'];
  const found: string[] = [];
  let payloads = 0;
  const client = await temporal();
  const look = async ({ workflowId, runId }: (typeof runs)[number]): Promise<void> => {
    const description = await client.workflow.getHandle(workflowId, runId).describe();
    // Memo, search attributes, summaries, pending activities with their last failures, and every event.
    const texts = [...textsIn(description.raw), ...(await eventsOf(workflowId, runId)).flatMap(textsIn)].map((text) =>
      text.toLowerCase(),
    );
    payloads += texts.length;
    for (const text of texts)
      if (birthday.test(text) || needles.some((needle) => text.includes(needle)))
        found.push(`${workflowId}: ${text.slice(0, 200)}`);
  };
  for (let from = 0; from < runs.length; from += atOnce) await Promise.all(runs.slice(from, from + atOnce).map(look));
  console.log(`looked at ${payloads} texts in ${runs.length} runs of ${chains.size} workflows`);
  expect(found).toEqual([]);
  expect(payloads).toBeGreaterThan(1_000);
});

test('the search for canaries would find one', () => {
  const event = {
    eventId: 1,
    attributes: {
      input: { payloads: [{ metadata: {}, data: new Uint8Array(Buffer.from(JSON.stringify({ name: canaries[0] }))) }] },
    },
  };
  expect(textsIn(event).some((text) => text.includes(canaries[0]))).toBe(true);
});
