/** Compiled into the bundle that replays goldens: whatever a run asks to be recorded is told to the test. */
import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';

/** The sink a test listens with. */
export interface LedgerSinks extends Sinks {
  readonly ledger: { asked(what: unknown): void };
}

const { ledger } = proxySinks<LedgerSinks>();

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity(input, next) {
        if (input.activityType === 'record') ledger.asked(input.args[0]);
        return next(input);
      },
      scheduleLocalActivity(input, next) {
        if (input.activityType === 'record') ledger.asked(input.args[0]);
        return next(input);
      },
    },
  ],
});
