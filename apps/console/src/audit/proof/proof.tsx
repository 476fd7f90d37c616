import { SimpleGrid, Stack } from '@mantine/core'
import { Bundle } from './bundle'
import { Checkpoints } from './checkpoints'
import { EventProof } from './event-proof'
import { Keys } from './keys'
import { LogState } from './log-state'

/** What the log proves: how far it is signed, that an event is in it, and what to take away to verify it elsewhere. */
export const Proof = () => (
  <Stack gap="lg">
    <LogState />
    <EventProof />
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Checkpoints />
      <Stack gap="lg">
        <Bundle />
        <Keys />
      </Stack>
    </SimpleGrid>
  </Stack>
)
