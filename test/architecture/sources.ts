import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

const root = process.cwd()

/** A source file of the product, with what it imports. Paths are relative to the repository. */
export interface Source {
  readonly path: string
  readonly text: string
  /** Modules outside of the repository: `@nestjs/common`, `node:fs`. */
  readonly packages: readonly string[]
  /** Files of the repository that it imports as they are; `import type` leaves no trace at run time and does not count. */
  readonly files: readonly string[]
  /** Libraries of the repository that it names: `@ledger/campaigns`. */
  readonly libraries: readonly string[]
}

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path)
    return path.endsWith('.ts') ? [path] : []
  })

/** Everything that runs in the service and on the command line, without tests. The console runs elsewhere, over the API. */
export const sources: readonly Source[] = ['apps', 'libs']
  .flatMap((folder) => walk(join(root, folder)))
  .filter((path) => path.includes('/src/') && !path.endsWith('.spec.ts') && !path.includes('/apps/console/'))
  .map(read)

function read(path: string): Source {
  const text = readFileSync(path, 'utf8')
  const specifiers = importsOf(path, text)
  const inside = specifiers.filter((one) => one.startsWith('.') || one.startsWith('@ledger/'))
  return {
    path: relative(root, path),
    text,
    packages: specifiers.filter((one) => !inside.includes(one)),
    files: inside.map((one) => relative(root, fileOf(path, one))),
    libraries: inside.filter((one) => one.startsWith('@ledger/')),
  }
}

function importsOf(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  return file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) {
      return [(statement.moduleSpecifier as ts.StringLiteral).text]
    }
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.moduleSpecifier) {
      return [(statement.moduleSpecifier as ts.StringLiteral).text]
    }
    return []
  })
}

function fileOf(from: string, specifier: string): string {
  if (specifier.startsWith('@ledger/'))
    return resolve(root, 'libs', specifier.slice('@ledger/'.length), 'src', 'index.ts')
  const file = resolve(dirname(from), specifier).replace(/\.js$/, '.ts')
  if (!existsSync(file)) throw new Error(`${from} imports ${specifier}, which is not there`)
  return file
}

/** The circles in a graph, each as the path around it. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (node: string, path: readonly string[]): void => {
    const at = path.indexOf(node)
    if (at >= 0) return void found.push([...path.slice(at), node].join(' → '))
    if (done.has(node)) return
    for (const next of graph.get(node) ?? []) visit(next, [...path, node])
    done.add(node)
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}
