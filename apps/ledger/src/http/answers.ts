import type {
  Causes,
  ConsistencyAnswer,
  Diff,
  HistoryItem,
  InclusionAnswer,
  LogStatus,
  PublicKeys,
  ServedCheckpoint,
} from '@ledger/audit'
import type { CampaignCard, CampaignDocument } from '@ledger/campaigns'
import type {
  CampaignFunnel,
  ChurnAsOfDay,
  ChurnByMonth,
  CustomerBehind,
  CustomerProfile,
  FunnelAnswer,
  FunnelAtAGlance,
  PersonBehind,
  PresentedParticipant,
  ReferenceFunnel,
  SharedOverheads,
  ValuePyramid,
  WhatIf,
} from '@ledger/insight'
import type { Import, Preview } from '@ledger/imports'
import type { OverheadMonth } from '@ledger/overheads'
import type { DeskStatus } from '@ledger/participation'
import type { FunnelStagesInForce, PoliciesInForce } from '@ledger/policies'
import type { Countersigned } from '@ledger/proof'
import type { InspectedKey, ParkedKey, ViewStatus } from '@ledger/read-store'
import type { Moment } from '@ledger/time-travel'
import type { Progress, RefusedItem, WorkDocument } from '@ledger/work'
import type { CampaignAttention } from '../board/attention.js'
import type { ProgressThen, WorkAnswer } from '../bulk/work-progress.js'
import type { Readiness } from '../operations/health.js'
import type { ServiceFacts } from '../operations/service.js'
import type { ImportList } from '../imports/answers.js'
import type { CloudEvent } from './cloud-event.js'

interface Page<Item> {
  readonly items: readonly Item[]
  /** Missing on the last page. */
  readonly next?: string
}

/** Which moment the answer speaks of; missing where that is today. */
interface Then {
  readonly moment?: Moment
}

interface CampaignThen extends CampaignDocument {
  readonly moment: Moment
}

interface Behind {
  /** Where the figures open to the customers and the events that made them. */
  readonly behind: string
}

/**
 * What every question answers with, by the id of its operation. `npm run openapi` makes the schemas of the API's
 * description from these types, so that there is nothing to keep in step; the journeys hold every answer against them.
 */
export interface Answers {
  readonly listCampaigns: Page<CampaignCard> & Then
  readonly getCampaign: CampaignDocument | CampaignThen
  readonly getDesk: DeskStatus
  readonly getPolicies: PoliciesInForce
  readonly getFunnelStages: FunnelStagesInForce
  readonly getFunnel: FunnelAnswer
  readonly listFunnels: { readonly items: readonly FunnelAtAGlance[] } & Then
  readonly getReferenceFunnel: ReferenceFunnel
  readonly listPeopleOfFunnel: Page<PersonBehind> & Then
  readonly getValuePyramid: ValuePyramid & Behind & Then
  readonly listCustomersOfPyramid: Page<CustomerBehind> & { readonly count: number } & Then
  readonly getChurnByTier: (ChurnAsOfDay & Behind & Then) | (ChurnByMonth & Behind & Then)
  readonly listCustomersOfChurn: Page<CustomerBehind> & { readonly count: number } & Then
  readonly whatIfValuePyramid: WhatIf<ValuePyramid> & Then
  readonly whatIfChurnByTier: WhatIf<ChurnAsOfDay> & Then
  readonly whatIfFunnel: WhatIf<CampaignFunnel> & Then
  readonly listOverheads: Page<OverheadMonth> & Then
  readonly getOverheads: OverheadMonth & Then
  readonly getOverheadShares: SharedOverheads & Then
  readonly whatIfOverheads: WhatIf<SharedOverheads> & Then
  readonly listParticipants: Page<PresentedParticipant> & Then
  readonly getParticipant: PresentedParticipant & Then
  readonly listCustomers: Page<CustomerProfile> & Then
  readonly getCustomer: CustomerProfile & Then
  readonly inviteInBulk: WorkAnswer
  readonly recordPurchasesInBulk: WorkAnswer
  readonly listWork: Page<WorkDocument> & Then
  readonly getWork: ProgressThen
  readonly listRefusals: { readonly items: readonly RefusedItem[]; readonly next?: number }
  readonly cancelWork: Progress
  readonly uploadImport: Import
  readonly listImports: ImportList
  readonly getImport: Import
  readonly previewImport: Preview
  readonly checkImport: Import
  readonly runImport: Import
  readonly cancelImport: Import
  readonly readEvents: Page<CloudEvent>
  readonly readEvent: CloudEvent
  readonly listAttention: { readonly items: readonly CampaignAttention[] }
  readonly getService: ServiceFacts
  readonly listProjections: { readonly items: readonly ViewStatus[] }
  readonly listParkedKeys: { readonly items: readonly ParkedKey[] }
  readonly inspectParkedKey: InspectedKey
  readonly replayParkedKey: { readonly requested: true }
  readonly rebuildView: { readonly started: true }
  readonly cancelRebuild: { readonly cancelled: boolean }
  readonly listHistory: Page<HistoryItem>
  readonly getCauses: Causes
  readonly diffMoments: Diff
  readonly getLogStatus: LogStatus
  readonly listLogKeys: PublicKeys
  readonly listCheckpoints: { readonly items: readonly ServedCheckpoint[]; readonly next?: number }
  readonly getLatestCheckpoint: ServedCheckpoint
  readonly getCheckpoint: ServedCheckpoint
  readonly signCheckpoint: ServedCheckpoint
  readonly countersignCheckpoint: Countersigned
  readonly getInclusionProof: InclusionAnswer
  readonly getConsistencyProof: ConsistencyAnswer
  readonly live: { readonly status: 'live' }
  readonly ready: Readiness
}
