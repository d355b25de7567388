/**
 * The floor of every share: a bare endpoint that asks the same 20 rows of the same table and prints them, with nothing
 * in between. Run as a process of its own, like the app.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const sql = `select r.id, r.category, r.starts_at, r.ends_at, r.part_of_day, r.details, r.language, r.speaks,
    r.places - r.places_taken as places_left, z.id as zone_id, z.name as zone_name
  from help_request r join zone z on z.id = r.zone_id
  where r.state = 'OPEN' and r.ends_at > now() order by r.id desc limit 20`;

const server = createServer((_request, response) => {
  void pool.query(sql).then(({ rows }) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ nodes: rows }));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
