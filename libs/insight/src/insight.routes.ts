import { ChurnByMonthHandler, ChurnByTierHandler } from './churn-by-tier/churn-by-tier.js'
import { ChurnByTierController } from './churn-by-tier/churn-by-tier.http.js'
import { customerRoutes } from './customers/profiles.http.js'
import { FunnelsController } from './funnel/at-a-glance.http.js'
import { FunnelHandler } from './funnel/funnel.js'
import { FunnelController } from './funnel/funnel.http.js'
import { PeopleBehindHandler } from './funnel/people-behind.js'
import { ReferenceFunnelController } from './funnel/reference.http.js'
import { SharedOverheadsHandler } from './overheads/shared-overheads.js'
import { SharedOverheadsController } from './overheads/shared-overheads.http.js'
import { participantRoutes } from './participants/participants.http.js'
import { CustomersBehindHandler } from './value/customers-behind.js'
import { ValuePyramidHandler } from './value-pyramid/value-pyramid.js'
import { ValuePyramidController } from './value-pyramid/value-pyramid.http.js'
import { WhatIfController } from './what-if/what-if.http.js'

/** What can be asked, and where. */
export const insightControllers = [
  FunnelController,
  FunnelsController,
  ReferenceFunnelController,
  ValuePyramidController,
  ChurnByTierController,
  SharedOverheadsController,
  WhatIfController,
  ...participantRoutes,
  ...customerRoutes,
]

export const insightHandlers = [
  FunnelHandler,
  PeopleBehindHandler,
  ValuePyramidHandler,
  ChurnByTierHandler,
  ChurnByMonthHandler,
  CustomersBehindHandler,
  SharedOverheadsHandler,
]
