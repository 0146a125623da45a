/** A mailbox that can be killed: `mailbox.ts <file> <smtp port> <web port>`. */
import { startMailbox } from '../dev/mailbox';

const [file = '', smtpPort, webPort] = process.argv.slice(2);
startMailbox({ file, smtpPort: Number(smtpPort), webPort: Number(webPort) }).then(
  ({ web }) => console.log(`the mailbox is up at ${web}`),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
