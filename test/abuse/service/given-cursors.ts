import type { Description } from '../description.js'
import type { GivenCursor } from '../generate/cursors.js'
import type { Client } from './client.js'

const lists: Readonly<Record<string, string>> = {
  listCampaigns: '/v1/campaigns?sort=name&limit=1',
  listParticipants: '/v1/campaigns/fair/participants?sort=-customer&limit=2',
  listCustomers: '/v1/customers?sort=purchases&limit=2',
}

/** Asks for the first page of every list; what it says of the next one can then be tampered with. */
export async function cursorsOf(
  client: Client,
  token: string,
  { operations }: Description,
): Promise<readonly GivenCursor[]> {
  return Promise.all(
    Object.entries(lists).map(async ([id, target]) => {
      const { text } = await client.send({ method: 'GET', target, headers: [['Authorization', `Bearer ${token}`]] })
      const { next } = JSON.parse(text) as { next: string }
      return { operation: operations.find((one) => one.id === id)!, target, cursor: next }
    }),
  )
}
