import { writeFileSync } from 'node:fs';
import { compose } from '/work/wt/letters/mail/compose';
import { withButtons } from '/work/wt/letters/mail/draft';
import { letters } from '/work/wt/letters/test/support/letters';
test('render', () => {
  for (const language of ['en', 'de']) {
    let all = '';
    for (const one of letters.filter((l) => l.language === language)) {
      const { html, text } = compose(withButtons(one.draft, ({ label }) => ({ label, url: 'https://x/l/t' })), 'Rita Rep', 'Brightline');
      all += `\n######## ${one.name}\nSubject: ${one.draft.subject}\n\n${text}`;
      writeFileSync(`/tmp/w/letters/${one.name.replaceAll(' ', '_')}.${language}.html`, html);
    }
    writeFileSync(`/tmp/w/letters/all.${language}.txt`, all);
  }
});
