interface Queryable {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/** The member row of a new account, with the account's id. */
export async function insertMember(
  pool: Queryable,
  member: { id: string; displayName: string; locale: string },
): Promise<void> {
  await pool.query(`insert into member (id, display_name, locale, created_at) values ($1, $2, $3, now())`, [
    member.id,
    member.displayName.slice(0, 80),
    member.locale,
  ]);
}
