/** The commands of `docker compose` that docs/running.md names, without Docker. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readComposeFile, type ComposeFile, type ComposeService } from './compose-file';
import { ContainerFailed, startContainer, type Container, type Machine } from './container';

export interface Compose {
  /** `docker compose` and these words, with variables that are set in front of them; returns what it printed. */
  run(words: readonly string[], variables: Readonly<Record<string, string>>): Promise<string>;
  /** Those of a service that run. */
  containers(service: string): readonly Container[];
  /** `docker compose down`; how each ended. */
  down(): Promise<readonly (readonly [name: string, how: string])[]>;
}

export interface ComposeOptions {
  /** Folder of docker-compose.yml, `.env` and secrets. */
  readonly project: string;
  readonly machine: Machine;
  /** The first three numbers of the network's addresses. */
  readonly network: string;
  /** Makes an image of the tag. */
  build(tag: string): Promise<void>;
  readonly say: (line: string) => void;
}

interface Running {
  readonly image: string;
  readonly containers: Container[];
}

/** How long a job of the file may take. */
const jobLimitMs = 360_000;

/** Docker's part in it, for one project. Nothing runs yet. */
export function createCompose({ project, machine, network, build, say }: ComposeOptions): Compose {
  const running = new Map<string, Running>();
  let [taken, jobs] = [100, 0];

  const machineFor = (file: ComposeFile): Machine => ({
    ...machine,
    paths: {
      ...machine.paths,
      ...Object.fromEntries(Object.entries(file.secrets).map(([name, at]) => [`/run/secrets/${name}`, at])),
    },
  });

  async function job(name: string, file: ComposeFile, command?: readonly string[]): Promise<string> {
    const service = serviceOf(file, name);
    const began = Date.now();
    const container = await begin(
      `${name}-run-${(jobs += 1)}`,
      { ...service, restart: 'no' },
      file,
      nextAddress(),
      command,
    );
    const limit = new Promise<string>((resolve) => setTimeout(() => resolve('no end in time'), jobLimitMs).unref());
    const how = await Promise.race([container.exit, limit]);
    const said = container.said();
    if (how !== 'exit code 0') throw new ContainerFailed(`${name} ended with ${how}: ${said}`);
    say(`  ${name}: done in ${Date.now() - began} ms`);
    return said;
  }

  const nextAddress = (): string => `${network}.${(taken += 1)}`;

  function begin(
    name: string,
    service: ComposeService,
    file: ComposeFile,
    own: string,
    command?: readonly string[],
  ): Promise<Container> {
    for (const secret of service.secrets)
      if (!existsSync(file.secrets[secret] ?? '')) throw new ContainerFailed(`secret ${secret} has no file`);
    const paths: Record<string, string> = {};
    for (const volume of service.volumes.filter((one) => one.startsWith('./'))) {
      const [here = '', inside = ''] = volume.split(':');
      paths[inside] = path.resolve(project, here);
    }
    const known = machineFor(file);
    return startContainer(name, service, own, { ...known, paths: { ...known.paths, ...paths } }, command);
  }

  /** Starts what a service needs, in order, and then itself; what runs with another image is replaced. */
  async function up(name: string, file: ComposeFile, done: Map<string, Promise<void>>): Promise<void> {
    const before = done.get(name);
    if (before !== undefined) return before;
    const starting = (async () => {
      const service = serviceOf(file, name);
      await Promise.all(
        Object.entries(service.depends_on).map(async ([other, { condition }]) => {
          await up(other, file, done);
          if (condition === 'service_healthy')
            await Promise.all((running.get(other)?.containers ?? []).map((one) => one.healthy()));
        }),
      );
      if (service.image.startsWith('temporalio/ui:')) return say(`  ${name}: left out, its image is not built here`);
      // A job starts again; it is over before who waits for it goes on.
      if (service.restart === 'no') return void (await job(name, file));
      const now = running.get(name);
      if (now?.image === service.image) return;
      for (const container of now?.containers ?? []) say(`  ${container.name}: replaced, ${await container.stop()}`);
      const containers: Container[] = [];
      for (let number = 1; number <= service.deploy.replicas; number += 1) {
        const several = service.deploy.replicas > 1;
        const own = several ? nextAddress() : (machine.addresses[name] ?? nextAddress());
        containers.push(await begin(several ? `${name}-${number}` : name, service, file, own));
      }
      running.set(name, { image: service.image, containers });
      say(`  ${name}: started${containers.length > 1 ? ` ${containers.length} times` : ''} from ${service.image}`);
    })();
    done.set(name, starting);
    return starting;
  }

  const builders = (file: ComposeFile): readonly string[] => [
    ...new Set(Object.values(file.services).flatMap(({ build: from, image }) => (from === undefined ? [] : [image]))),
  ];

  return {
    async run(words, variables) {
      const file = readComposeFile(project, variables);
      const [command, ...rest] = words;
      const named = rest.filter((word) => !word.startsWith('-'));
      if (command === 'build' || rest.includes('--build')) for (const image of builders(file)) await build(image);
      if (command === 'build') return '';
      if (command === 'up') {
        const all = Object.entries(file.services).filter(([, { profiles }]) => profiles.length === 0);
        const done = new Map<string, Promise<void>>();
        await Promise.all((named.length > 0 ? named : all.map(([name]) => name)).map((name) => up(name, file, done)));
        return '';
      }
      if (command === 'run') {
        const [name = '', ...own] = rest.filter((word) => word !== '--rm');
        return job(name, file, own.length > 0 ? own : undefined);
      }
      if (command === 'stop') {
        for (const name of named) {
          for (const container of running.get(name)?.containers ?? [])
            say(`  ${container.name}: ${await container.stop()}`);
          running.delete(name);
        }
        return '';
      }
      throw new ContainerFailed(`docker compose ${String(command)} is not followed here`);
    },
    containers: (name) => running.get(name)?.containers ?? [],
    async down() {
      const ended: (readonly [string, string])[] = [];
      for (const { containers } of [...running.values()].toReversed())
        for (const container of containers) ended.push([container.name, await container.stop()]);
      running.clear();
      return ended;
    },
  };
}

function serviceOf(file: ComposeFile, name: string): ComposeService {
  const service = file.services[name];
  if (service === undefined) throw new ContainerFailed(`no such service: ${name}`);
  return service;
}
