/** The shapes of brands: in whose name clients are written to. */
import { z } from 'zod';
import { line } from './common';

/** An address that mail programs open or load: over TLS, and nothing in it that says who asks. */
const secureAddress = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'Use an address that begins with https://.' })
  .max(500, 'At most 500 characters.');
const lines = (most: number) => z.array(line(120)).max(most, `At most ${most} lines.`);

const colourTold = {
  description: 'The colour of the band above and of what is to be pressed, where white words can be read on it',
  examples: ['#20453a'],
};

const fields = {
  name: line(120).meta({ description: 'The vendor’s name, as clients know it', examples: ['Brightline'] }),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'Write the colour like #20453a.')
    .meta(colourTold)
    .transform((colour) => colour.toLowerCase()),
  logo: secureAddress.meta({
    description: 'Address of a picture, shown 40 pixels high on white; its alternative text is the name',
    examples: ['https://brightline.example/logo.png'],
  }),
  signature: lines(5).meta({
    description: 'Lines below the rep’s name and the vendor’s',
    examples: [['Customer Success']],
  }),
  imprint: lines(8).meta({
    description: 'Lines at the end of a mail, as the law wants them',
    examples: [['Brightline GmbH, Hauptplatz 1, 1010 Wien', 'FN 123456a, Handelsgericht Wien']],
  }),
  web: secureAddress.meta({ description: 'Address of the web site', examples: ['https://brightline.example'] }),
};

export const brand = z
  .strictObject(fields)
  .partial()
  .meta({ id: 'BrandToKeep', description: 'In whose name clients are written to; what is left out is the usual' });

export const brandKept = z
  .strictObject({
    ...fields,
    colour: z.string().meta(colourTold),
  })
  .partial()
  .extend({
    warnings: z.array(z.string()).meta({
      description: 'What to think about',
      examples: [
        [
          'White words cannot be read on #ffd400 (contrast 1.4 to 1; at least 4.5 to 1 is needed): mails keep their usual colour.',
        ],
      ],
    }),
  })
  .meta({ id: 'Brand', description: 'In whose name clients are written to' });
