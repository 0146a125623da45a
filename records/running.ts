/** Which lifecycles still run, for statements: the stages stand in the domain alone. */
import { runningStages } from '../domain/concerns/standing';
import { Prisma } from '../prisma/client';

/** The stages in which something is asked of somebody, to stand in `stage in (…)`. */
export const running = Prisma.join([...runningStages]);
