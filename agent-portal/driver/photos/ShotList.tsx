import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PhotoViewer } from '../../kit/photo/PhotoViewer.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLocalized } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { useEvidence } from '../case/case-queries.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { Invitations } from '../case/Invitations.tsx'
import { actionIn, stageOf } from '../case/stage.ts'
import { WithdrawLink } from '../case/WithdrawLink.tsx'
import { Fetched } from '../frame/Fetched.tsx'
import { LinkButton } from '../frame/LinkButton.tsx'
import { usePhotosOnTheirWay } from './outbox-context.ts'
import { nextShot, type Photo, type Shot, shotStatus, takenFor } from './shot-status.ts'
import { shotPath, ShotRow } from './ShotRow.tsx'
import { viewerPhotos } from './viewer-photos.ts'

/** All photos of the case: which are missing, which are on their way, what was found on them. The next one is the next action. */
export default function ShotList() {
  const { t } = useTranslation('driver')
  const accident = useCase()
  const evidence = useEvidence(accident.id)
  const onTheirWay = usePhotosOnTheirWay(accident.id)
  const atTheScene = stageOf(accident) === 'photos'

  const shots = accident.shots.filter(({ phase }) => !atTheScene || phase === 'before-clearing')
  const photos = evidence.data ?? []
  const statusOf = (shot: Shot) => shotStatus(shot, photos, onTheirWay)
  const next = evidence.data && nextShot(shots, statusOf)
  const done = shots.filter((shot) => shot.required && statusOf(shot).is === 'done').length
  const required = shots.filter((shot) => shot.required).length

  return (
    <CaseScreen within={!atTheScene} nextAction={evidence.data && <NextAction next={next} atTheScene={atTheScene} />}>
      <h1>{t(atTheScene ? 'photos.sceneHeading' : 'photos.heading')}</h1>
      <p>{t(atTheScene ? 'photos.sceneText' : 'photos.text')}</p>
      {atTheScene && accident.route !== null && accident.route !== 'A' && (
        <Notice tone="info" title={t('photos.officerLater')}>
          {t('photos.officerLaterText')}
        </Notice>
      )}
      <Fetched query={evidence}>
        {() => (
          <>
            <p role="status" className="driver-count">
              {t('photos.count', { done, required })}
            </p>
            <Shots shots={shots} photos={photos} />
          </>
        )}
      </Fetched>
      {atTheScene && (
        <>
          <Invitations />
          <WithdrawLink />
        </>
      )}
    </CaseScreen>
  )
}

function NextAction({ next, atTheScene }: { readonly next: Shot | undefined; readonly atTheScene: boolean }) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const { id, actions } = useCase()
  if (next) return <LinkButton to={shotPath(id, next)}>{t('photos.take', { shot: localized(next.title) })}</LinkButton>
  if (!atTheScene) return <LinkButton to={`/cases/${id}`}>{t('photos.finished')}</LinkButton>
  const clear = actionIn(actions, 'clear-road')
  if (clear?.allowed) return <LinkButton to={`/cases/${id}/clear-road`}>{t('photos.toClearing')}</LinkButton>
  return clear?.reason ? <p className="driver-act__reason">{localized(clear.reason)}</p> : null
}

function Shots({ shots, photos }: { readonly shots: readonly Shot[]; readonly photos: readonly Photo[] }) {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const { id } = useCase()
  const onTheirWay = usePhotosOnTheirWay(id)
  const [shown, setShown] = useState<string>()
  const other = takenFor(photos, { code: 'other', subject: null })
  const titleOf = (photo: Photo) => {
    const shot = shots.find(({ code, subject }) => code === photo.shot && subject === photo.subject)
    return shot ? localized(shot.title) : t('photos.other')
  }
  const groups = [
    { title: t('photos.required'), shots: shots.filter(({ required }) => required) },
    { title: t('photos.optional'), shots: shots.filter(({ required }) => !required) },
  ]
  return (
    <>
      {groups.map(
        (group) =>
          group.shots.length > 0 && (
            <section key={group.title} className="driver-form">
              <h2>{group.title}</h2>
              <ul className="driver-shots">
                {group.shots.map((shot) => (
                  <ShotRow
                    key={`${shot.code} ${shot.subject ?? ''}`}
                    shot={shot}
                    status={shotStatus(shot, photos, onTheirWay)}
                    onShow={setShown}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
      <p>
        <Link to={`/cases/${id}/photos/other`}>{t('photos.takeOther', { count: other.length })}</Link>
      </p>
      <PhotoViewer
        photos={viewerPhotos(photos, titleOf)}
        shown={shown}
        onShow={setShown}
        onClose={() => setShown(undefined)}
      />
    </>
  )
}
