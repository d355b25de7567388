import { columnsOf, type CsvRecord, readRecords, writeRecords } from './csv-records.ts';
import { FormatError } from './format-error.ts';

/** A participatory budget as a Pabulib file (.pb) holds it. Money is counted in `unit`ths: 1, or 100 where there are cents. */
export interface PabulibFile {
  /** All of META as it stands in the file. */
  meta: Record<string, string>;
  budget: number;
  unit: number;
  projects: PabulibProject[];
  voters: PabulibVoter[];
}

export interface PabulibProject {
  id: string;
  name: string;
  cost: number;
}

export interface PabulibVoter {
  id: string;
  /** Projects approved of, as places in the list of projects. */
  vote: number[];
}

interface Money {
  text: string;
  line: number;
}

/**
 * Reads a .pb file with approval ballots: sections META, PROJECTS and VOTES, columns separated by semicolons and found by their
 * names. Throws a FormatError with the line, also where the file has other numbers of projects or votes than META says.
 */
export function readPabulib(text: string): PabulibFile {
  const { META, PROJECTS, VOTES } = sectionsOf(readRecords(text, ';', 'LENIENT'));
  const metaLines = new Map(
    META.slice(1).map(({ fields, line }) => [fields[0]!.trim(), { value: fields[1]?.trim() ?? '', line }]),
  );
  const field = (name: string) => {
    const found = metaLines.get(name);
    if (!found) throw new FormatError(META[0]?.line ?? 1, 'MISSING_FIELD', { field: name });
    return found;
  };
  const type = metaLines.get('vote_type');
  if (type && type.value !== 'approval')
    throw new FormatError(type.line, 'NOT_SUPPORTED', { what: `vote_type "${type.value}"` });

  const budget: Money = { text: field('budget').value, line: field('budget').line };
  const projects = readProjects(PROJECTS);
  const unit = [budget, ...projects.map((project) => project.cost)].some(({ text: amount }) =>
    /[.,]\d*[1-9]/.test(amount),
  )
    ? 100
    : 1;
  const places = new Map<string, number>();
  for (const { id, cost } of projects) {
    if (places.has(id)) throw new FormatError(cost.line, 'TWICE', { kind: 'project', name: id });
    places.set(id, places.size);
  }
  const voters = readVoters(VOTES, places);
  for (const [name, found] of [
    ['num_projects', projects.length],
    ['num_votes', voters.length],
  ] as const) {
    const said = metaLines.get(name);
    if (said && Number(said.value) !== found)
      throw new FormatError(said.line, 'WRONG_LENGTH', {
        found,
        what: name === 'num_votes' ? 'votes' : 'projects',
        expected: said.value,
      });
  }
  return {
    meta: Object.fromEntries([...metaLines].map(([name, { value }]) => [name, value])),
    budget: inUnits(budget, unit),
    unit,
    projects: projects.map(({ id, name, cost }) => ({ id, name, cost: inUnits(cost, unit) })),
    voters,
  };
}

/** Writes a .pb file; `meta` may add to what follows from the rest (the number of projects and votes, budget, type). */
export function writePabulib({ meta, budget, unit, projects, voters }: PabulibFile): string {
  const amount = (value: number) => (unit === 1 ? String(value) : (value / unit).toFixed(2));
  const votes = projects.map(() => 0);
  for (const voter of voters) for (const project of voter.vote) votes[project]!++;
  const head = {
    ...meta,
    num_projects: String(projects.length),
    num_votes: String(voters.length),
    budget: amount(budget),
    vote_type: 'approval',
  };
  return writeRecords(
    [
      ['META'],
      ['key', 'value'],
      ...Object.entries(head),
      ['PROJECTS'],
      ['project_id', 'cost', 'votes', 'name'],
      ...projects.map(({ id, name, cost }, at) => [id, amount(cost), votes[at]!, name]),
      ['VOTES'],
      ['voter_id', 'vote'],
      ...voters.map(({ id, vote }) => [id, vote.map((project) => projects[project]!.id).join(',')]),
    ],
    ';',
  );
}

const sectionNames = ['META', 'PROJECTS', 'VOTES'] as const;
type Sections = Record<(typeof sectionNames)[number], CsvRecord[]>;

function sectionsOf(records: CsvRecord[]): Sections {
  const sections: Sections = { META: [], PROJECTS: [], VOTES: [] };
  let current: CsvRecord[] | null = null;
  const seen = new Set<string>();
  for (const record of records) {
    const [first = ''] = record.fields;
    const name = sectionNames.find((one) => record.fields.length === 1 && first.trim() === one);
    if (name) {
      if (seen.has(name)) throw new FormatError(record.line, 'TWICE', { kind: 'section', name });
      seen.add(name);
      current = sections[name];
    } else if (current) current.push(record);
    else throw new FormatError(record.line, 'UNKNOWN_LINE', { what: 'a section of a .pb file' });
  }
  for (const what of sectionNames)
    if (!seen.has(what)) throw new FormatError(records.at(-1)?.line ?? 1, 'ENDS_EARLY', { what });
  return sections;
}

function readProjects([head, ...lines]: CsvRecord[]): { id: string; name: string; cost: Money }[] {
  const column = columnsOf(head, ['project_id', 'cost']);
  const name = head!.fields.findIndex((field) => field.trim() === 'name');
  return lines.map(({ fields, line }) => {
    const id = fields[column.project_id]?.trim() ?? '';
    if (id === '') throw new FormatError(line, 'MISSING_FIELD', { field: 'project_id' });
    return { id, name: fields[name]?.trim() ?? '', cost: { text: fields[column.cost]?.trim() ?? '', line } };
  });
}

function readVoters([head, ...lines]: CsvRecord[], places: Map<string, number>): PabulibVoter[] {
  const column = columnsOf(head, ['voter_id', 'vote']);
  const voters = new Set<string>();
  return lines.map(({ fields, line }) => {
    const id = fields[column.voter_id]?.trim() ?? '';
    if (voters.has(id)) throw new FormatError(line, 'TWICE', { kind: 'voter', name: id });
    voters.add(id);
    const names = (fields[column.vote] ?? '').split(',').map((name) => name.trim());
    const vote = names.filter(Boolean).map((project) => {
      const place = places.get(project);
      if (place === undefined) throw new FormatError(line, 'UNKNOWN_NAME', { kind: 'project', name: project });
      return place;
    });
    const twice = vote.find((place, at) => vote.indexOf(place) !== at);
    if (twice !== undefined)
      throw new FormatError(line, 'TWICE', { kind: 'project', name: names[vote.lastIndexOf(twice)]! });
    return { id, vote };
  });
}

function inUnits({ text, line }: Money, unit: number): number {
  if (!/^\d{1,13}([.,]\d{1,2}0*)?$/.test(text))
    throw new FormatError(line, 'NOT_A_NUMBER', { value: text, what: 'an amount of money' });
  const value = Math.round(Number(text.replace(',', '.')) * unit);
  if (value < 1)
    throw new FormatError(line, 'OUT_OF_RANGE', { value: text, least: 1 / unit, most: Number.MAX_SAFE_INTEGER });
  return value;
}
