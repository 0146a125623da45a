/** In whose name clients are written to: for the company, and for each workgroup that has a brand of its own. */
import { brandWarnings, type Brand } from '../../domain/told/brand';
import { companyBrand, keepCompanyBrand, keepWorkgroupBrand, workgroupBrand } from '../../records/brands';
import { thereIsNo } from '../http/problems';
import { route, type BodyOf, type Route } from '../http/route';
import { brand, brandKept } from '../schemas/brand';
import { byId } from '../schemas/common';
import { workgroupId } from '../schemas/organisation';
import { asItIs, changing, reading } from './organisation';

const reply = ({ name, colour, logo, signature, imprint, web }: Brand): BodyOf<typeof brandKept> => ({
  name,
  colour,
  logo,
  signature: signature === undefined ? undefined : [...signature],
  imprint: imprint === undefined ? undefined : [...imprint],
  web,
  warnings: [...brandWarnings({ colour })],
});

const putBrand = route({
  ...changing,
  path: '/v1/brand',
  operationId: 'putBrand',
  summary:
    'In whose name clients are written to: name, colour, picture, signature, imprint and web site, in place of what was said before. Mails to our own people keep the sender of the installation.',
  body: brand,
  answers: asItIs(brandKept),
  handle: async ({ body }, { db }) => {
    await keepCompanyBrand(db, body);
    return { status: 200, body: reply(body) };
  },
});

const getBrand = route({
  ...reading,
  method: 'get',
  path: '/v1/brand',
  operationId: 'getBrand',
  summary: 'In whose name clients are written to.',
  answers: asItIs(brandKept),
  handle: async (_, { db }) => ({ status: 200, body: reply(await companyBrand(db)) }),
});

const params = byId(workgroupId);

const putWorkgroupBrand = route({
  ...changing,
  path: '/v1/workgroups/:id/brand',
  operationId: 'putWorkgroupBrand',
  summary:
    'In whose name the clients of a workgroup’s reps are written to, in place of what was said of it before; what is left out is as the company has it.',
  params,
  body: brand,
  answers: asItIs(brandKept),
  problems: [404],
  handle: async ({ params: { id }, body }, { db }) => {
    if (!(await keepWorkgroupBrand(db, id, body))) throw thereIsNo('such workgroup');
    return { status: 200, body: reply(body) };
  },
});

const getWorkgroupBrand = route({
  ...reading,
  method: 'get',
  path: '/v1/workgroups/:id/brand',
  operationId: 'getWorkgroupBrand',
  summary: 'What a workgroup says of itself; what is left out is as the company has it.',
  params,
  answers: asItIs(brandKept),
  problems: [404],
  handle: async ({ params: { id } }, { db }) => {
    const kept = await workgroupBrand(db, id);
    if (kept === null) throw thereIsNo('such workgroup');
    return { status: 200, body: reply(kept) };
  },
});

export const brandRoutes: readonly Route[] = [putBrand, getBrand, putWorkgroupBrand, getWorkgroupBrand];
