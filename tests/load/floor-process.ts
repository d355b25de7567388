/**
 * The floor of every share: a bare endpoint that asks the same 20 rows of the same table and prints them, with nothing
 * in between; under /search the rows of one kind that hold a word, under /events the next dates of events, under /insert a row is
 * written. Run as a process of its own, like the app.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const columns = `r.id, r.category, r.starts_at, r.ends_at, r.part_of_day, r.details, r.language, r.speaks,
    r.places - r.places_taken as places_left, z.id as zone_id, z.name as zone_name`;
const open = `from help_request r join zone z on z.id = r.zone_id where r.state = 'OPEN' and r.ends_at > now()`;
const list = `select ${columns} ${open} order by r.id desc limit 20`;
const search = `select ${columns} ${open} and r.category = any($1) and r.search @@ search_query($2) order by r.id desc limit 20`;

const events = `select d.id, d.starts_at, d.ends_at, e.id as event_id, e.title, e.language, e.venue, e.all_day, e.speaks, e.access,
    z.id as zone_id, z.name as zone_name, o.id as organisation_id, o.name as organisation_name
  from event_date d join event e on e.id = d.event_id join zone z on z.id = e.zone_id join organisation o on o.id = e.organisation_id
  where e.state <> 'DRAFT' and d.ends_at > now() and d.starts_at > now() - interval '31 days' order by d.starts_at, d.id limit 20`;

const answers: Record<string, () => Promise<pg.QueryResult>> = {
  '/': () => pool.query(list),
  '/search': () => pool.query(search, [['PAPERS'], 'mercato']),
  '/events': () => pool.query(events),
  '/insert': () => pool.query(`insert into floor (id, value) values ($1, 'APPROVAL')`, [randomUUID()]),
};

const server = createServer((request, response) => {
  void answers[request.url ?? '']?.().then(({ rows }) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ nodes: rows }));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
