/** The shapes of a handover: who takes over what, and what that would do. */
import { z } from 'zod';
import { profiles } from '../../domain/organisation/people';
import { civilDate, clientId, count, lifecycleId, repId, yesOrNo } from './common';

const some = z
  .array(lifecycleId)
  .min(1, 'Name a lifecycle.')
  .max(10_000, 'At most 10000.')
  .describe('These lifecycles');
export const handover = z
  .strictObject({
    to: z
      .union([repId, z.array(repId).min(1, 'Name somebody.').max(50, 'At most 50.')], 'Name a rep, or several.')
      .meta({ description: 'The rep who takes over, or several', examples: ['jonas'] }),
    lifecycles: some.describe('Only these; all that the rep keeps where left out').optional(),
    leaves: yesOrNo.describe('True: the rep leaves; their groups get another rep').optional(),
    dryRun: yesOrNo.describe('True: only say what would happen').optional(),
  })
  .meta({ id: 'HandoverToMake', description: 'Who takes over what' });

export const load = z
  .strictObject({
    before: count.describe('Running lifecycles before'),
    after: count.describe('Running lifecycles after'),
    capacity: count.describe('Lifecycles that they look after well'),
  })
  .meta({ id: 'Load', description: 'How many lifecycles a rep looks after' });

const assignment = z
  .strictObject({
    client: clientId,
    name: z.string().meta({ description: 'The client’s name', examples: ['Alpine Tools'] }),
    lifecycles: z.array(lifecycleId).describe('What of the client is passed on'),
    to: repId.describe('Who takes it'),
    why: z.array(z.string()).meta({
      description: 'Why they do',
      examples: [['Of 2 reps, Jonas Falk looks after 12 of up to 40 contracts.']],
    }),
  })
  .meta({ id: 'Assignment', description: 'A client who is passed on' });

export const handoverCounts = {
  day: civilDate.describe('The day on which it was counted, YYYY-MM-DD'),
  clients: count.describe('Clients who are passed on'),
  lifecycles: count.describe('Lifecycles that are passed on'),
  openFires: count.describe('Open alarms among them'),
  dueItems: count.describe('Items that are due or overdue'),
  comingThisWeek: count.describe('Items that fall due within a week'),
  receivers: z
    .array(
      z
        .strictObject({
          rep: repId,
          profile: z.enum(profiles).describe('Whom they keep well').optional(),
          clients: count.describe('Clients whom they take'),
          lifecycles: count.describe('Lifecycles that they take'),
          load,
        })
        .meta({ id: 'Receiver', description: 'Who takes over, and how much' }),
    )
    .describe('Everybody who takes over'),
  warnings: z
    .array(z.string())
    .meta({ description: 'What to think about', examples: [['mira still leads group alps-key.']] }),
};
export const assignments = z.array(assignment).describe('Client by client');
export const handoverPreview = z
  .strictObject({ dryRun: z.literal(true).describe('Nothing was changed'), ...handoverCounts, assignments })
  .meta({ id: 'HandoverPreview', description: 'What a handover would do' });
