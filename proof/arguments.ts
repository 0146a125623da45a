/** `--name value` on the command line of a proof. */

/** A value that makes no sense. */
class WrongArgument extends Error {
  override readonly name = 'WrongArgument';
}

/** Reads whole numbers by their names; what is not said is as in `usual`. Throws where a name or a value makes no sense. */
export function numbersSaid<K extends string>(
  argv: readonly string[],
  usual: Readonly<Record<K, number>>,
): Readonly<Record<K, number>> {
  const said: Record<K, number> = { ...usual };
  const isName = (name: string): name is K => Object.hasOwn(usual, name);
  for (let at = 0; at < argv.length; at += 2) {
    const name = argv[at]?.replace(/^--/, '') ?? '';
    const value = Number(argv[at + 1]);
    if (!isName(name) || !Number.isInteger(value) || value < 0)
      throw new WrongArgument(
        `${argv[at]} ${argv[at + 1] ?? ''}: there are --${Object.keys(usual).join(' <n>, --')} <n>.`,
      );
    said[name] = value;
  }
  return said;
}
