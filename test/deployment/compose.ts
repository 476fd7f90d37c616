import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export interface Healthcheck {
  readonly test: readonly string[]
}

/** A service of a compose file, as far as the tests ask. */
export interface ComposeService {
  readonly image?: string
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly tmpfs?: readonly string[]
  readonly networks?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: Healthcheck
  readonly restart?: string
  readonly init?: boolean
  readonly stop_grace_period?: string
  readonly deploy?: { readonly replicas?: number }
}

export interface ComposeFile {
  readonly name?: string
  readonly services: Readonly<Record<string, ComposeService>>
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>
  readonly volumes?: Readonly<Record<string, unknown>>
}

/** `${NAME}` and `${NAME:-default}`, `${NAME:?message}` */
const VARIABLE = /\$\{([A-Z][A-Z0-9_]*)(?::([-?])([^}]*))?\}/g

/** A compose file with its variables filled in: from `variables`, else their defaults, else the variable's own name. */
export function parseCompose(text: string, variables: Readonly<Record<string, string>> = {}): ComposeFile {
  const filled = text.replace(
    VARIABLE,
    (_, name: string, kind?: string, rest = '') => variables[name] ?? (kind === '-' ? rest : name.toLowerCase()),
  )
  return parse(filled, { merge: true }) as ComposeFile
}

export const readCompose = (path: string): ComposeFile => parseCompose(readFileSync(path, 'utf8'))

/** Of every kind of secret that a compose file may need: what stands there instead of a variable. */
export function secretsIn(text: string): readonly string[] {
  const filled = text.replace(VARIABLE, (_, name: string) => `<${name}>`)
  const inUrls = [...filled.matchAll(/:\/\/[^\s/'"@]*:([^\s/'"@]+)@/g)]
  const named = [...filled.matchAll(/(?:password|passwd|token|secret|credential)\w*\s*[:=]\s*(\S+)/gi)]
  return [...inUrls, ...named].map(([, value]) => value!).filter((value) => !/^<\w+>$/.test(value))
}

/** The names of the variables that a compose file asks for. */
export const variablesOf = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name!)),
]

/** The servers that a connection string names: `mongodb-1:27017`. */
export const serversOf = (url: string): readonly string[] =>
  /^[a-z+]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(url)?.[1]?.split(',') ?? []
