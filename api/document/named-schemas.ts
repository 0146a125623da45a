/** Turns zod schemas into JSON Schema; those with a name become components of the document. */
import { z } from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

export interface Components {
  /** The schema of what is sent (`input`) or answered (`output`), with references to the components that it uses. */
  use(schema: z.ZodType, as: 'input' | 'output'): JsonSchema;
  /** Every component used so far, by name. */
  all(): Readonly<Record<string, JsonSchema>>;
}

/** Two schemas of one name would hide each other. A bug of ours, found when the document is made. */
export class NameTaken extends Error {
  override readonly name = 'NameTaken';
}

const prefix = '#/$defs/';

/** A reference to a definition beside the schema becomes one to a component. */
function toComponents(schema: object): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([key, one]) =>
      key === '$ref' && typeof one === 'string' && one.startsWith(prefix)
        ? [key, `#/components/schemas/${one.slice(prefix.length)}`]
        : [key, within(one)],
    ),
  );
}

function within(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(within);
  return typeof value === 'object' && value !== null ? toComponents(value) : value;
}

/** An empty set of components, which fills as schemas are used; `use` throws `NameTaken`. */
export function createComponents(): Components {
  const components = new Map<string, JsonSchema>();
  return {
    use(schema, as) {
      // Inside another one, so that a schema with a name is referred to.
      const { properties = {}, $defs = {} } = z.toJSONSchema(z.strictObject({ it: schema }), {
        io: as,
        unrepresentable: 'any',
      });
      for (const [name, definition] of Object.entries($defs)) {
        const component = toComponents(definition);
        const before = components.get(name);
        if (before !== undefined && JSON.stringify(before) !== JSON.stringify(component))
          throw new NameTaken(`Two schemas are called ${name}, or what is sent differs from what is answered.`);
        components.set(name, component);
      }
      const { it } = properties;
      return toComponents(typeof it === 'object' ? it : {});
    },
    all: () => Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}
