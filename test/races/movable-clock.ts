/**
 * Loaded before a service (`node --import`): lets whoever started it move its clock. The service knows nothing of it, and
 * its timers run as ever; only the time of day is another one. So an offer that holds for an hour is over in a moment.
 */
const RealDate = Date
let ahead = 0

class MovableDate extends RealDate {
  constructor(...parts: readonly unknown[]) {
    // Every form of a date but that of now is what it always was.
    super(...((parts.length === 0 ? [RealDate.now() + ahead] : parts) as [number]))
  }

  static override now(): number {
    return RealDate.now() + ahead
  }
}

globalThis.Date = MovableDate as DateConstructor
process.on('message', ({ aheadMs }: { aheadMs: number }) => {
  ahead = aheadMs
  process.send?.({ aheadMs })
})
// Whoever started it is gone, however that came: nobody is left to stop it.
process.once('disconnect', () => process.exit(0))
process.channel?.unref()
