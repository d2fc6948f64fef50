// THE route table. Everything the edge offers under /api/v1 is here, once.
import { assert } from '@zhijian/kernel'
import { POLICY, type RouteId } from '../policy.ts'
import type { AnyRoute } from '../route.ts'
import { accountRoutes } from './accounts.ts'
import { bureauRoutes } from './bureau.ts'
import { callRoutes } from './calls.ts'
import { consultationRoutes } from './consultations.ts'
import { deadlineRoutes } from './deadlines.ts'
import { deskRoutes } from './desk.ts'
import { erasureRoutes } from './erasures.ts'
import { directoryRoutes } from './directory.ts'
import { lawyerRoutes } from './lawyers.ts'
import { liveRoutes } from './live.ts'
import { mandateRoutes } from './mandates.ts'
import { myPracticeRoutes } from './my-practice.ts'
import { myDataRoutes } from './my-data.ts'
import { mineRoutes } from './mine.ts'
import { positionRoutes } from './positions.ts'
import { privacyRoutes } from './privacy.ts'
import { promiseBoardRoutes } from './promise-board.ts'
import { publicRoutes } from './public.ts'
import { operatorRoutes } from './operators.ts'
import { receiptRoutes } from './receipts.ts'
import { reportRoutes } from './reports.ts'
import { sessionRoutes } from './session.ts'
import { storyRoutes } from './story.ts'
import { oversightRoutes } from './oversight.ts'
import { supervisionRequestRoutes } from './supervision-requests.ts'
import { supervisionAlarmRoutes } from './supervision-alarms.ts'
import { supervisionFigureRoutes } from './supervision-figures.ts'
import { supervisionLeaveRoutes } from './supervision-leave.ts'
import { supervisionZoneRoutes } from './supervision-zones.ts'
import { supervisionRoutes } from './supervision.ts'
import { uploadRoutes } from './uploads.ts'

export const ROUTES: readonly AnyRoute[] = [
  ...publicRoutes, ...sessionRoutes, ...mineRoutes, ...consultationRoutes, ...mandateRoutes, ...privacyRoutes, ...myDataRoutes, ...erasureRoutes, ...uploadRoutes, ...lawyerRoutes, ...myPracticeRoutes, ...deskRoutes,
  ...bureauRoutes, ...directoryRoutes, ...accountRoutes, ...promiseBoardRoutes, ...deadlineRoutes, ...storyRoutes, ...supervisionRoutes, ...supervisionZoneRoutes, ...supervisionLeaveRoutes, ...supervisionRequestRoutes, ...supervisionAlarmRoutes, ...supervisionFigureRoutes, ...oversightRoutes, ...positionRoutes,
  ...liveRoutes, ...callRoutes, ...receiptRoutes, ...reportRoutes, ...operatorRoutes(() => ROUTES),
]

const ids = new Set<RouteId>(ROUTES.map(({ id }) => id))
assert(ids.size === ROUTES.length, 'every route has an id of its own')
for (const id of Object.keys(POLICY)) assert(ids.has(id as RouteId), `the policy names a route that is not there: ${id}`)
