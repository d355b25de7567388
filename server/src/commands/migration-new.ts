import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.ts';

/* `pnpm migration:new add-events` writes the next empty migration and adds it to the list. */
const folder = join(root, 'migrations');
const name = process.argv[2] ?? '';

if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  await writeMigration();
} else {
  console.error('Name the migration in small letters and hyphens, for example: pnpm migration:new add-events');
  process.exitCode = 1;
}

async function writeMigration(): Promise<void> {
  const numbers = (await readdir(folder)).map((file) => Number(file.slice(0, 4))).filter(Boolean);
  const number = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const className = `Migration${number}${words.join('')}`;
  const file = `${number}-${name}`;

  await writeFile(join(folder, `${file}.ts`), skeleton(className), { flag: 'wx' });
  const list = join(folder, 'index.ts');
  const entry = `  { name: '${file}', class: ${className} },\n];`;
  const source = (await readFile(list, 'utf8')).replace(/^\];/m, entry);
  await writeFile(list, `import { ${className} } from './${file}.ts';\n${source}`);
  console.log(`Wrote migrations/${file}.ts and added it to migrations/index.ts.`);
}

function skeleton(className: string): string {
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override async up(): Promise<void> {
    this.addSql(\`\`);
  }
}
`;
}
