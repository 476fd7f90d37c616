import { FunnelHandler, FunnelQuery, neededOfCampaign } from '@ledger/insight'
import type { CampaignFunnel } from '@ledger/insight'
import { fromMoment, momentAsked } from '@ledger/http'
import { Command } from 'commander'
import { answered, queryOf } from '../asked.js'
import { print, printJson, table } from '../console.js'
import { progressDisplay } from '../progress.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

interface FunnelOptions {
  readonly json?: true
  readonly stages?: string
  readonly dataDir?: string
}

export const funnelCommand = (): Command =>
  new Command('funnel')
    .summary('the funnel of a campaign, today or at any moment of the past')
    .description('How far the people of a campaign have come: now, as it was known at a moment, or as it was.')
    .argument('<campaign>', 'its id')
    .option('--known-at <moment>', 'as the ledger knew it then')
    .option('--known-at-position <position>', 'as the ledger knew it at this position of the log')
    .option('--as-of <moment>', 'as it was at this moment, or at the end of this day, whenever it was recorded')
    .option('--stages <stages>', 'these stages instead of those in force, parted by commas')
    .option('--json', 'print it as one JSON document')
    .action(async (campaign: string, _options: unknown, command: Command) =>
      funnel(campaign, command.optsWithGlobals<FunnelOptions>()),
    )

async function funnel(campaign: string, options: FunnelOptions): Promise<void> {
  const query = queryOf(options, ['knownAt', 'knownAtPosition', 'asOf'])
  await withLedger(settingsOfExisting(options), async (ledger) => {
    const display = progressDisplay('bringing the views up to date', { quiet: options.json === true })
    await ledger.projector.catchUp((done, total) => display.show(done, total)).finally(() => display.end())
    const found = await answered(async () =>
      fromMoment(ledger.vantages, momentAsked(query), neededOfCampaign(campaign), undefined, async (vantage) => {
        const handler = new FunnelHandler(vantage.views, vantage.states)
        const answer = await handler.execute(new FunnelQuery(campaign, options.stages))
        return { ...answer, ...(vantage.moment ? { moment: vantage.moment } : {}) }
      }),
    )
    await (options.json ? printJson(found) : print(shown(found)))
  })
}

function shown({ total }: CampaignFunnel): string {
  const percent = (rate: number | undefined) => (rate === undefined ? '' : `${(100 * rate).toFixed(1)} %`)
  const lines = total.map(({ name, count, fromBefore, fromFirst }) => [
    name,
    count,
    percent(fromBefore?.rate),
    percent(fromFirst?.rate),
  ])
  return table([['stage', 'people', 'of the stage before', 'of the first'], ...lines])
}
