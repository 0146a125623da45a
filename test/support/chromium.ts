/** A real Chromium as a server: prints the address to connect to, and ends with its parent. */
import { chromium } from 'playwright-core';

async function main(): Promise<void> {
  const { default: packed } = await import('@sparticuz/chromium');
  const server = await chromium.launchServer({
    executablePath: await packed.executablePath(),
    args: packed.args,
    headless: true,
    timeout: 60_000,
  });
  console.log(server.wsEndpoint());
  process.stdin.resume().once('end', () => void server.close());
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
