/** What the document says of the address at which mail comes in. */
import type { Documented, Route } from '../../http/route';
import { mailTaken } from '../../schemas/mails-in';

/** What an answer may bring along is not kept: a mail of this size has pictures in it already. */
export const longestMail = 10_000_000;

const example =
  'From: anna@vendor.example\r\nTo: reply+0123@reply.vendor.example\r\nMessage-ID: <1@vendor.example>\r\n\r\nDone.\r\n';

const header = (name: string, description: string, example: string): object => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', examples: [example] },
});

export const mailIn: Documented & Required<Pick<Route, 'upload'>> = {
  method: 'post',
  path: '/in/mail',
  tag: 'Mails',
  operationId: 'takeMail',
  summary:
    'A relay hands on a mail to the reply domain, as it came; signed as Standard Webhooks are, no key. 404 where no mail comes in.',
  headers: [
    header('webhook-id', 'An id of this delivery', 'msg_7f3a'),
    header('webhook-timestamp', 'When it was signed, in seconds since 1970', '1805097600'),
    header(
      'webhook-signature',
      '`v1,` and the HMAC-SHA256 of id, timestamp and body with points between, in base64',
      'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    ),
  ],
  upload: {
    types: ['message/rfc822'],
    limitBytes: longestMail,
    description: 'A mail as it came (RFC 5322), its bytes unchanged',
    examples: { 'message/rfc822': example },
  },
  answers: { 202: { description: 'It was taken; `state` says what became of it', body: mailTaken } },
  problems: [404],
};
