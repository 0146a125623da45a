/**
 * `npm run year`: a year of a small vendor with twelve clients of different fates, played on a whole Holdfast of its own by
 * API and by the links in mails; then all that it left is read, as its people would. It exits with 1 where the year could
 * not be played; what the reader finds is printed, and kept where `--keep 1` is said.
 *
 *   npm run year -- --seed 7            fifty-four weeks
 *   npm run year -- --seed 7 --days 60  the first of them
 */
import { writeFileSync } from 'node:fs';
import { asking } from './asking';
import { numbersSaid } from './arguments';
import { startHouse } from './house';
import { daysOfYear, playYear } from './year/play';
import { startNews } from './year/news';
import { readYear } from './year/read';
import { linesOf } from './year/told';

const say = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const { seed, days, keep } = numbersSaid(process.argv.slice(2), { seed: 7, days: daysOfYear, keep: 0 });
  const house = await startHouse('year', { ...process.env, HOLDFAST_TRUSTED_HOSTS: 'localhost:*' }, say, {
    HOLDFAST_MAIL_GATHER_MS: '250',
    HOLDFAST_SKIPS_TIME: 'true',
  });
  const news = await startNews();
  let isWell = false;
  try {
    const left = await playYear(
      {
        admin: asking(house.api, house.key),
        asHolder: (key) => asking(house.api, key),
        temporal: await house.temporal(),
        mailsAfter: (id) => house.mails(id),
        news,
        say,
      },
      { seed, days, today: new Date().toISOString().slice(0, 10), pages: true },
    );
    say(linesOf(readYear(left)).join('\n'));
    if (keep > 0) writeFileSync('year.json', JSON.stringify(left));
    isWell = true;
  } finally {
    await news.stop();
    await house.stop(isWell);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
