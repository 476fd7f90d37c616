import { relative } from 'node:path'
import type { Ledger, Settings } from '@ledger/ledger'

/** The first screen: where things are, how to get in, and what to try next. */
export async function welcome({ host, port, dataDir, roles }: Settings, ledger: Ledger): Promise<string> {
  const at = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const data = relative(process.cwd(), dataDir) || '.'
  const empty = (await ledger.events.head()) === undefined
  // Whoever may read this terminal may read the file as well; a log that is collected elsewhere gets its name only.
  const token = ledger.firstToken ?? (process.stdout.isTTY ? await ledger.tokens.firstToken() : undefined)
  const lines = [
    `Campaign Ledger is running (${roles.join(', ')})`,
    '',
    `  listens on  ${at}`,
    `  data in     ${dataDir}`,
    ...(token === undefined ? [] : [`  token       ${token}`]),
    `  token file  ${data}/token`,
    '',
    'Try next:',
    `  export TOKEN=$(cat ${data}/token)`,
    `  curl -H "Authorization: Bearer $TOKEN" ${at}/v1/campaigns`,
    ...(empty ? ['  npm run ledger -- import --help        # bring in what you have'] : []),
    '  npm run ledger -- status',
    `  ${at}/docs   every command and question`,
    '  docs/tutorial/  a campaign from plan to evaluation',
    '',
    'Ctrl-C stops it; nothing acknowledged is lost.',
    '',
  ]
  return `${lines.join('\n')}\n`
}
