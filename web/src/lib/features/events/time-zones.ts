/** Names that the list of the engine has in their old form. */
const renamed: Record<string, string> = { 'Europe/Kiev': 'Europe/Kyiv', 'Asia/Calcutta': 'Asia/Kolkata' };
const known = Intl.supportedValuesOf('timeZone').map((name) => renamed[name] ?? name);

interface Option {
  value: string;
  label: string;
  group: string;
}

/** The time zones of the world to choose from, by continent, with the one that there is first where the list has it not. */
export function timeZones(current: string): Option[] {
  const options = known.map(optionOf).toSorted((one, other) => compare(one.value, other.value));
  return current === '' || known.includes(current) ? options : [optionOf(current), ...options];
}

const compare = (one: string, other: string) => (one < other ? -1 : 1);

/** "America/New_York" is New York in America. */
function optionOf(name: string): Option {
  const [group = '', ...rest] = name.split('/');
  const label = rest.join(', ').replaceAll('_', ' ');
  return label ? { value: name, label, group } : { value: name, label: name, group: '' };
}
