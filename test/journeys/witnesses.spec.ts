import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { aPlan } from '@ledger/campaigns/testing'
import { witnessDesk } from '@ledger/proof/testing'
import { newPlace } from '../stacks/places.js'
import { as, startService } from './service.js'

describe('an operator', () => {
  it('is told by the API and by the metrics which way of the checkpoints fails, since when and why', async () => {
    await using desk = await witnessDesk((_note, response) => response.writeHead(503).end())
    const place = await newPlace()
    const ways = { CHECKPOINT_FILE: join(place.dataDir, 'checkpoint'), CHECKPOINT_WEBHOOK: desk.url }
    const service = await startService({ ...place, environment: { ...place.environment, ...ways } })
    try {
      const admin = as(service, service.admin)
      await admin.post('/v1/campaigns/fair/draft', { plan: aPlan() })
      const told = async () => (await admin.get('/v1/audit/log')).body.handedOver
      while (!(await told())[1].failing || !(await told())[0].workedAt)
        await new Promise((resolve) => setTimeout(resolve, 50))
      expect(await told()).toEqual([
        { way: 'file', workedAt: expect.any(String) },
        { way: 'webhook', failing: { since: expect.any(String), why: 'the witness answered 503' } },
      ])
      const { body: metrics } = await admin.get('/metrics')
      expect(metrics).toContain('ledger_checkpoint_handover_failing{way="file"} 0\n')
      expect(metrics).toContain('ledger_checkpoint_handover_failing{way="webhook"} 1\n')
    } finally {
      await service.stop()
    }
  })
})
