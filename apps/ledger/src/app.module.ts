import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { APP_FILTER, APP_GUARD } from '@nestjs/core'
import { CqrsModule } from '@nestjs/cqrs'
import { Tokens } from '@ledger/access'
import { auditControllers } from '@ledger/audit'
import { campaignControllers } from '@ledger/campaigns'
import { customerControllers } from '@ledger/customers'
import { Codec, EventStore, Executor, States } from '@ledger/event-sourcing'
import { GiveCommandHandler, ProblemFilter, RolesGuard } from '@ledger/http'
import { ImportDesk } from '@ledger/imports'
import { insightControllers, insightHandlers } from '@ledger/insight'
import type { Ledger } from '@ledger/ledger'
import { participationControllers } from '@ledger/participation'
import { overheadControllers } from '@ledger/overheads'
import { policyControllers } from '@ledger/policies'
import { Proof } from '@ledger/proof'
import { Projector, Views } from '@ledger/read-store'
import { Vantages } from '@ledger/time-travel'
import { WorkDesk } from '@ledger/work'
import { Attention } from './board/attention.js'
import { BulkInvitations } from './bulk/invitations.js'
import { BulkPurchases } from './bulk/purchases.js'
import { WorkList } from './bulk/work-list.js'
import { WorkProgress } from './bulk/work-progress.js'
import { Imports } from './imports/imports.js'
import { LiveFeed } from './http/live-feed.js'
import { Health } from './operations/health.js'
import { Metrics } from './operations/metrics.js'
import { Projections } from './operations/projections.js'
import { Service, SETTINGS } from './operations/service.js'

/** The table of contents of the service: which capabilities it has, over which opened ledger. */
@Module({})
export class AppModule {
  static over(ledger: Ledger): DynamicModule {
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        ...campaignControllers,
        ...participationControllers,
        ...customerControllers,
        ...overheadControllers,
        ...policyControllers,
        ...insightControllers,
        ...auditControllers,
        BulkInvitations,
        BulkPurchases,
        WorkList,
        WorkProgress,
        Attention,
        Imports,
        LiveFeed,
        Projections,
        Service,
        Health,
        Metrics,
      ],
      providers: [
        { provide: SETTINGS, useValue: ledger.settings },
        { provide: EventStore, useValue: ledger.events },
        { provide: Codec, useValue: ledger.codec },
        { provide: Executor, useValue: ledger.executor },
        { provide: States, useValue: ledger.states },
        { provide: Projector, useValue: ledger.projector },
        { provide: Vantages, useValue: ledger.vantages },
        { provide: Views, useValue: ledger.views },
        { provide: Proof, useValue: ledger.proof },
        { provide: WorkDesk, useValue: ledger.work },
        { provide: ImportDesk, useValue: ledger.imports },
        { provide: Tokens, useValue: ledger.tokens },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: RolesGuard },
        GiveCommandHandler,
        ...insightHandlers,
      ],
    }
  }
}
