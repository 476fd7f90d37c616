import { Command } from 'commander'
import { counted, grouped, say } from '../console.js'
import { exit } from '../exit.js'
import type { ExitCode } from '../exit.js'
import { interruption } from '../interruption.js'
import { progressDisplay } from '../progress.js'
import { checkView, viewNames } from '../view-names.js'
import { settingsOfExisting, withLedger } from '../with-ledger.js'

export const rebuildCommand = (finish: (code: ExitCode) => void): Command =>
  new Command('rebuild')
    .summary('fill a view anew from the log')
    .description(
      'Fill a view anew from the log, beside the one that answers, and switch when it is there.\n' +
        'A running service notices the switch. Stopped with Ctrl-C, the view stays as it was.',
    )
    .argument('<view>', `one of ${viewNames.join(', ')}`, checkView)
    .action(async (view: string, _options: unknown, command: Command) => {
      finish(await rebuild(view, command.optsWithGlobals<{ dataDir?: string }>()))
    })

async function rebuild(view: string, options: { dataDir?: string }): Promise<ExitCode> {
  return withLedger(settingsOfExisting(options), async ({ projector }) => {
    const stop = interruption('Removing what was filled; the view stays as it was …')
    stop.signal.addEventListener('abort', () => void projector.cancelRebuild(view))
    const display = progressDisplay(`rebuilding ${view}`)
    let events = 0
    try {
      await projector.rebuild(view, (done, total) =>
        display.show((events = done), total, `${grouped(done)} of ${grouped(total)} events`),
      )
      display.end()
      say(`${view} was filled anew from ${counted(events, 'event')}, and answers now.`)
      return exit.ok
    } catch (error) {
      if (!stop.signal.aborted) throw error
      return exit.interrupted
    } finally {
      display.end()
      stop.release()
    }
  })
}
