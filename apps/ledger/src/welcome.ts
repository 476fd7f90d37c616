import { relative } from 'node:path'
import { placesOf } from '@ledger/ledger'
import type { Ledger, Settings } from '@ledger/ledger'

/** The first screen: where things are, how to get in, and what to try next. */
export async function welcome(settings: Settings, ledger: Ledger): Promise<string> {
  const { host, port, dataDir, roles, eventStore, mongoUrl } = settings
  const places = placesOf(settings)
  const at = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const data = shown(dataDir)
  // Where npm did not start it, such as in a container, the command line is a program of its own.
  const command = process.env['npm_lifecycle_event'] === undefined ? 'ledger' : 'npm run ledger --'
  const empty = (await ledger.events.head()) === undefined
  // Whoever may read this terminal may read the file as well; a log that is collected elsewhere gets its name only.
  const token = ledger.firstToken ?? (process.stdout.isTTY ? await ledger.tokens.firstToken() : undefined)
  const link = roles.includes('api') ? await signInLink(at, settings, ledger) : undefined
  const lines = [
    `Campaign Ledger is running (${roles.join(', ')})`,
    '',
    `  listens on  ${at}`,
    ...(eventStore ? [`  log         ${places.log}`] : []),
    ...(mongoUrl === undefined ? [] : [`  views       ${places.views}`]),
    `  data in     ${dataDir}`,
    ...(token === undefined ? [] : [`  token       ${token}`]),
    `  token file  ${data}/token`,
    '',
    ...(link === undefined ? [] : ['Open the console (once, within 15 minutes):', `  ${link}`, '']),
    'Try next:',
    `  export TOKEN=$(cat ${data}/token)`,
    `  curl -H "Authorization: Bearer $TOKEN" ${at}/v1/campaigns`,
    ...(empty ? [`  ${command} import --help        # bring in what you have`] : []),
    `  ${command} status`,
    `  ${at}/docs   every command and question`,
    '  docs/tutorial/  a campaign from plan to evaluation',
    '',
    'Ctrl-C stops it; nothing acknowledged is lost.',
    '',
  ]
  return `${lines.join('\n')}\n`
}

/**
 * A link that signs in whoever opens it first. The code stands behind the `#`, which browsers send to nobody. Where others
 * than the owner of this machine may come in and read what is printed, there is none: the token is pasted instead.
 */
async function signInLink(at: string, { host }: Settings, { firstToken, tokens }: Ledger): Promise<string | undefined> {
  const ours = firstToken !== undefined || process.stdout.isTTY || ['127.0.0.1', '::1', 'localhost'].includes(host)
  const text = ours ? await tokens.firstToken() : undefined
  const holder = text === undefined ? undefined : await tokens.authenticate(text)
  return holder && `${at}/sign-in#code=${tokens.codes.issue(holder)}`
}

/** As short as it can be typed from here. */
function shown(folder: string): string {
  const path = relative(process.cwd(), folder) || '.'
  return path.startsWith('..') ? folder : path
}
