import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { Button } from '../../kit/form/Button.tsx'
import { PlateBadge } from '../../kit/plates/PlateBadge.tsx'
import { ShotGuide } from '../../kit/shots/ShotGuide.tsx'
import { Notice } from '../../kit/state/Notice.tsx'
import { useLocalized } from '../../kit/words.ts'
import { useCase } from '../case/case-context.ts'
import { CaseScreen } from '../case/CaseScreen.tsx'
import { plateFacts } from '../report/plate.ts'
import { usePosition } from '../report/usePosition.ts'
import { useApi } from '../services.ts'
import { meQuery } from '../session/me.ts'
import { Camera, hasCamera } from './Camera.tsx'
import { captureOf, type Taken } from './capture.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { useOutbox } from './outbox-context.ts'
import { pictogramOf } from './shot-status.ts'
import { blurredBelow, judgeSharpness } from './sharpness.ts'

interface Doubtful {
  readonly taken: Taken
  readonly url: string
}

/** Taking one shot: what it should show, the camera, and a look at whether the hand shook. */
export default function TakeShot() {
  const { t } = useTranslation('driver')
  const localized = useLocalized()
  const navigate = useNavigate()
  const { shot: code = '', subject = null } = useParams()
  const accident = useCase()
  const outbox = useOutbox()
  const me = useQuery(meQuery(useApi()))
  const phoneAt = usePosition()
  const [camera, setCamera] = useState(false)
  const [doubtful, setDoubtful] = useState<Doubtful>()
  const [failed, setFailed] = useState(false)

  const shot = accident.shots.find((each) => each.code === code && each.subject === subject)
  const pictogram = pictogramOf(code)
  const advice = shot ? localized(shot.advice) : t('photos.otherAdvice')
  const subjects = accident.vehicles.filter(({ side }) => subject?.split('-').includes(side))

  const keep = async (taken: Taken) => {
    if (!me.data) return
    try {
      await outbox.add({
        id: crypto.randomUUID(),
        driverId: me.data.id,
        accidentId: accident.id,
        shot: code,
        subject,
        file: taken.file,
        capture: captureOf(taken, phoneAt),
      })
      await navigate(`/cases/${accident.id}/photos`)
    } catch {
      setFailed(true)
    }
  }
  const take = async (taken: Taken) => {
    setCamera(false)
    const sharpness = await judgeSharpness(taken.file)
    if (sharpness === undefined || sharpness >= blurredBelow) return keep(taken)
    setDoubtful({ taken, url: URL.createObjectURL(taken.file) })
  }
  const again = () => {
    if (doubtful) URL.revokeObjectURL(doubtful.url)
    setDoubtful(undefined)
  }

  if (doubtful) {
    return (
      <CaseScreen
        within="photos"
        nextAction={
          <Button wide onClick={again}>
            {t('photos.retake')}
          </Button>
        }
      >
        <h1>{t('photos.blurred')}</h1>
        <img className="driver-photo" src={doubtful.url} alt={t('photos.taken')} />
        <p>{t('photos.blurredText')}</p>
        <Button tone="secondary" wide onClick={() => void keep(doubtful.taken)}>
          {t('photos.useAnyway')}
        </Button>
      </CaseScreen>
    )
  }
  return (
    <CaseScreen
      within="photos"
      nextAction={
        hasCamera() ? (
          <Button wide onClick={() => setCamera(true)}>
            {t('photos.openCamera')}
          </Button>
        ) : (
          <ChooseFile primary onTaken={(taken) => void take(taken)} withClips={code === 'other'} />
        )
      }
    >
      <h1>{shot ? localized(shot.title) : t('photos.other')}</h1>
      {subjects.length > 0 && (
        <p className="driver-card__plates">
          {subjects.map((vehicle) => (
            <PlateBadge key={vehicle.side} plate={plateFacts(vehicle)} />
          ))}
        </p>
      )}
      {pictogram && <ShotGuide shot={pictogram} caption={false} />}
      <p className="driver-large">{advice}</p>
      {shot?.phase === 'before-clearing' && <Notice tone="warn" title={t('photos.watchTraffic')} />}
      {failed && (
        <Notice tone="error" announce title={t('photos.notKept')}>
          {t('photos.notKeptAdvice')}
        </Notice>
      )}
      {hasCamera() && <ChooseFile onTaken={(taken) => void take(taken)} withClips={code === 'other'} />}
      {camera && <Camera advice={advice} onTaken={(taken) => void take(taken)} onClose={() => setCamera(false)} />}
    </CaseScreen>
  )
}
