/** A workgroup with its reps, each with one client, and the two people whom they share. */
import { everyDay } from './dates';
import { aDeal, handOff } from './deals';
import { admin, fresh } from './api';

export interface Desk {
  readonly rep: string;
  readonly repMail: string;
  /** The lifecycle that this rep keeps. */
  readonly id: string;
}

export interface Workgroup {
  readonly collector: Person;
  readonly developer: Person;
  readonly desks: readonly Desk[];
  readonly managerMail: string;
}

interface Person {
  readonly id: string;
  readonly mail: string;
}

/** Somebody who works with us. */
export async function person(prefix: string): Promise<Person> {
  const id = fresh(prefix);
  const mail = `${id}.wobblewort@holdfast.example`;
  await admin.put(`/v1/reps/${id}`, { name: `Wobblewort ${id}`, email: mail });
  return { id, mail };
}

/** A workgroup of so many reps, each with one client; policy and ladder as usual, on seven days a week. */
export async function aWorkgroup(reps: number): Promise<Workgroup> {
  const [collector, developer, manager] = [
    await person('collector'),
    await person('developer'),
    await person('manager'),
  ];
  const policy = fresh('policy');
  await admin.put(`/v1/policies/${policy}`, { rules: everyDay });
  const desks: Desk[] = [];
  for (let index = 0; index < reps; index += 1) {
    const rep = await person('rep');
    await admin.put(`/v1/groups/${rep.id}`, { name: 'G', rep: rep.id, manager: manager.id, policy });
    const id = await handOff(aDeal({}, { skipOnboarding: true, group: rep.id }));
    desks.push({ rep: rep.id, repMail: rep.mail, id });
  }
  const workgroup = await admin.put(`/v1/workgroups/${fresh('workgroup')}`, {
    name: 'W',
    receivablesManager: collector.id,
    businessDeveloper: developer.id,
    reps: desks.map(({ rep }) => rep),
  });
  if (workgroup.status >= 300) throw new Error(JSON.stringify(workgroup.body));
  return { collector, developer, desks, managerMail: manager.mail };
}
