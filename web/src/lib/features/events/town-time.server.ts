/** The instant of a wall-clock time, "2026-11-30" and "18:00", in the town; null where it is none. */
export function townInstant(date: string, time: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}/.test(time)) return null;
  const asUtc = new Date(`${date}T${time.slice(0, 5)}:00Z`);
  if (Number.isNaN(asUtc.getTime())) return null;
  // Twice, since the first guess may lie on the other side of a change of clocks.
  let instant = asUtc;
  for (let round = 0; round < 2; round += 1) instant = new Date(asUtc.getTime() - offsetAt(instant));
  return instant.toISOString();
}

/** How far the town's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: Date): number {
  const shown = wallClock.format(instant).replace(' ', 'T');
  return new Date(`${shown}Z`).getTime() - Math.floor(instant.getTime() / 1000) * 1000;
}

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
