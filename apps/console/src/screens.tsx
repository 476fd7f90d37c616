import { Suspense } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { arriving } from './shared/arriving'
import { Boundary, Nowhere } from './shared/fault'
import { Loading } from './shared/states'
import { Shell } from './shell/shell'
import { keepingMoment } from './shell/use-moment'
import { SignIn } from './sign-in/sign-in'

/** Each screen comes with its own code, so that the first one is small. */
const Board = arriving(() => import('./board/screen'))
const Draft = arriving(() => import('./draft/screen'))
const PastCampaign = arriving(() => import('./draft/past-campaign'))
const Campaign = arriving(() => import('./campaign/screen'))
const Value = arriving(() => import('./value/screen'))
const Churn = arriving(() => import('./churn/screen'))
const Customer = arriving(() => import('./customer/screen'))
const Overheads = arriving(() => import('./overheads/screen'))
const Policies = arriving(() => import('./policies/screen'))
const Audit = arriving(() => import('./audit/screen'))
const Operations = arriving(() => import('./operations/screen'))
const Import = arriving(() => import('./import/screen'))

/** Which address shows what. */
export const Screens = () => (
  <Router {...keepingMoment}>
    <Switch>
      <Route path="/sign-in" component={SignIn} />
      <Route>
        <Shell>
          <Boundary>
            <Suspense fallback={<Loading />}>
              <Inside />
            </Suspense>
          </Boundary>
        </Shell>
      </Route>
    </Switch>
  </Router>
)

const Inside = () => (
  <Switch>
    <Route path="/">
      <Redirect to="/campaigns" replace />
    </Route>
    <Route path="/campaigns" component={Board} />
    <Route path="/campaigns/new/draft" component={Draft} />
    <Route path="/campaigns/new/past" component={PastCampaign} />
    <Route path="/campaigns/:campaign/plan" component={Draft} />
    <Route path="/campaigns/:campaign/:tab?" component={Campaign} />
    <Route path="/value" component={Value} />
    <Route path="/churn" component={Churn} />
    <Route path="/customers/:customer" component={Customer} />
    <Route path="/overheads/:month?" component={Overheads} />
    <Route path="/policies/:tab?" component={Policies} />
    <Route path="/audit/:tab?" component={Audit} />
    <Route path="/operations" component={Operations} />
    <Route path="/import/:import?/:step?" component={Import} />
    <Route component={Nowhere} />
  </Switch>
)
