import { Stack } from '@mantine/core'
import { Bundle } from './bundle'
import { Checkpoints } from './checkpoints'
import { EventProof } from './event-proof'
import { Keys } from './keys'
import { LogState } from './log-state'

/** What the log proves: how far it is signed, that an event is in it, and what to take away to verify it elsewhere. */
export const Proof = () => (
  <div className="led">
    <Stack gap="lg">
      <LogState />
      <EventProof />
    </Stack>
    <Checkpoints />
    <Stack gap="lg">
      <Bundle />
      <Keys />
    </Stack>
  </div>
)
