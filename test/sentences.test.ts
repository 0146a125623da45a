/** What a lifecycle tells of itself on the real server: with names, in its reader's language; its history has none of them. */
import { admin, eventually, running, wait } from './support/api';
import { aDeal, aGroup, handOff } from './support/deals';
import { temporal } from './support/time';

interface Told {
  readonly kind: string;
  readonly what: string;
  readonly why: string;
  readonly causedBy: string;
}

/** An answer as a reader of that language gets it. */
async function told(at: string, language: string): Promise<Record<'items' | 'agenda' | 'decisions', readonly Told[]>> {
  const headers = { Authorization: `Bearer ${running.keys.admin}`, 'Accept-Language': language };
  const response = await fetch(`${running.api}${at}`, { headers, signal: AbortSignal.timeout(60_000) });
  return (await response.json()) as Record<'items' | 'agenda' | 'decisions', readonly Told[]>;
}

test('timeline, agenda and why card name people in English and in German; the Temporal UI names nobody', async () => {
  const people = await aGroup();
  const deal = aDeal({}, { group: people.group, skipOnboarding: true });
  const id = await handOff(deal);
  const { name } = (await admin.get(`/v1/reps/${people.rep}`)).body as { name: string };
  const [contact] = deal.contacts;
  const said = { kind: 'call', outcome: 'done', happiness: 8, contacts: [contact?.id], with: [people.rep] };
  const { body } = await admin.post(`/v1/lifecycles/${id}/touches`, said, wait);
  expect(body).toMatchObject({ state: 'applied' });

  const english = `Unplanned call with ${contact?.name}: done, happiness 8 of 10, together with ${name}.`;
  const german = `Ungeplant: Anruf bei ${contact?.name}: erledigt, Zufriedenheit 8 von 10, gemeinsam mit ${name}.`;
  const whats = (lines: readonly Told[]): readonly string[] => lines.map(({ what }) => what);
  await eventually(async () =>
    expect(whats((await told(`/v1/lifecycles/${id}/timeline?limit=200`, 'en')).items)).toContain(english),
  );
  expect(whats((await told(`/v1/lifecycles/${id}/timeline?limit=200`, 'de-AT, en;q=0.5')).items)).toContain(german);
  expect(whats((await told(`/v1/lifecycles/${id}/why`, 'en')).decisions)).toContain(english);
  expect(whats((await told(`/v1/lifecycles/${id}/why`, 'de')).decisions)).toContain(german);
  const { agenda } = await told(`/v1/lifecycles/${id}/agenda`, 'de');
  expect(whats(agenda)).toContain(`Die Geburtstagskarte für ${contact?.name} wird fällig.`);
  for (const { what, why } of (await told(`/v1/lifecycles/${id}/agenda`, 'fr')).agenda) {
    expect(what).toMatch(/^[A-Z“].*\.$/);
    expect(`${what} ${why}`).not.toMatch(/\d{4}-\d\d-\d\d|\b(?:touch|review)-\d|c_[\w-]{6}/);
  }

  const { workflow } = await temporal();
  const shown = await workflow.getHandle(id).query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  expect(shown.currentDetails).toContain('Unplanned call: done, happiness 8 of 10, together with a colleague.');
  expect(shown.currentDetails).not.toMatch(/\d{4}-\d\d-\d\d/);
});
