import { lazy, type ReactNode } from 'react'
import { Navigate, Route, Routes, useParams } from 'react-router'
import { NotFound } from '../../app/NotFound.tsx'
import { useLive } from '../../api/useLive.ts'
import { Fetched } from '../frame/Fetched.tsx'
import { Screen } from '../frame/Screen.tsx'
import { useLiveChannel } from '../photos/outbox-context.ts'
import { CaseContext } from './case-context.ts'
import { type Accident, keysOf, useAccident } from './case-queries.ts'
import { Questions } from './Questions.tsx'
import { type Stage, stageOf } from './stage.ts'

const ShotList = lazy(() => import('../photos/ShotList.tsx'))
const TakeShot = lazy(() => import('../photos/TakeShot.tsx'))
const ClearRoad = lazy(() => import('./ClearRoad.tsx'))
const Tasks = lazy(() => import('./Tasks.tsx'))
const Invite = lazy(() => import('./Invite.tsx'))
const Details = lazy(() => import('./Details.tsx'))
const Statement = lazy(() => import('./Statement.tsx'))
const Consent = lazy(() => import('./Consent.tsx'))
const Withdraw = lazy(() => import('./Withdraw.tsx'))
const Waiting = lazy(() => import('../outcome/Waiting.tsx'))
const OfficerComes = lazy(() => import('../outcome/OfficerComes.tsx'))
const Outcome = lazy(() => import('../outcome/Outcome.tsx'))
const Withdrawn = lazy(() => import('../outcome/Withdrawn.tsx'))
const ReadDocument = lazy(() => import('../document/ReadDocument.tsx'))
const Sign = lazy(() => import('../document/Sign.tsx'))

/** The pages of one case. It is read once here; the live channel says when to read it again. */
export default function CasePages() {
  const { id = '' } = useParams()
  const accident = useAccident(id)
  useLive(useLiveChannel(), accident.data ? `accident:${id}` : null, keysOf(id))

  if (accident.data === undefined) {
    return (
      <Screen>
        <Fetched page query={accident}>
          {() => null}
        </Fetched>
      </Screen>
    )
  }
  return (
    <CaseContext value={accident.data}>
      <Routes>
        <Route index element={<CaseNow accident={accident.data} />} />
        <Route path="photos" element={<During stages={['photos', 'tasks']} page={<ShotList />} />} />
        <Route path="photos/:shot/:subject?" element={<During stages={['photos', 'tasks']} page={<TakeShot />} />} />
        <Route path="clear-road" element={<During stages={['photos']} page={<ClearRoad />} />} />
        <Route path="invite/:side" element={<During stages={['questions', 'photos', 'tasks']} page={<Invite />} />} />
        <Route path="questions" element={<During stages={['tasks']} page={<Questions within />} />} />
        <Route path="details" element={<During stages={['questions', 'photos', 'tasks']} page={<Details />} />} />
        <Route path="statement" element={<During stages={['questions', 'photos', 'tasks']} page={<Statement />} />} />
        <Route path="consent" element={<During stages={['questions', 'photos', 'tasks']} page={<Consent />} />} />
        <Route path="withdraw" element={<During stages={['questions', 'photos', 'tasks']} page={<Withdraw />} />} />
        <Route path="document" element={<ReadDocument />} />
        <Route path="sign" element={<During stages={['document']} page={<Sign />} />} />
        <Route
          path="*"
          element={
            <Screen>
              <NotFound home={`/cases/${id}`} />
            </Screen>
          }
        />
      </Routes>
    </CaseContext>
  )
}

const pages: Record<Stage, ReactNode> = {
  questions: <Questions />,
  photos: <ShotList />,
  tasks: <Tasks />,
  waiting: <Waiting />,
  document: <ReadDocument />,
  officer: <OfficerComes />,
  outcome: <Outcome />,
  withdrawn: <Withdrawn />,
}

/** What is due now: the same address all along, so that a link to the case is always right. */
const CaseNow = ({ accident }: { readonly accident: Accident }) => pages[stageOf(accident)]

/** A page that makes sense only at some stages; when the case has moved on, so does the reader. */
function During({ stages, page }: { readonly stages: readonly Stage[]; readonly page: ReactNode }) {
  const { id = '' } = useParams()
  const { data } = useAccident(id)
  return data && stages.includes(stageOf(data)) ? page : <Navigate replace to={`/cases/${id}`} />
}
