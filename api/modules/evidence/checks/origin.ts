import { editors, placeBounds, timeBounds } from '../bounds.ts'
import { distanceM } from './distance.ts'
import { verdict, whenAbove, type Judge } from './photo.ts'

/**
 * taken-at: the camera's time, else the phone's, against when the accident is said to have happened. Documents may be older; a camera whose
 * clock lies in the future proves nothing either way.
 */
export const takenAt: Judge = ({ facts, capture, demand, brief, receivedAt }) => {
  if (demand.kind === 'document') return null
  const told = facts.image.exif.takenAt ?? capture.takenAt
  const accident = Math.min(brief.occurredAt.getTime(), brief.reportedAt.getTime())
  const bound = new Date(accident).toISOString()
  const at = told === undefined ? Number.NaN : Date.parse(told)
  if (Number.isNaN(at)) {
    return verdict(
      'warn',
      { measured: null, bound },
      '照片没有拍摄时间。请用本页面的相机直接拍。',
      'It bears no time. Take it with this page’s camera.',
    )
  }
  const held = { measured: new Date(at).toISOString(), bound }
  if (at > receivedAt.getTime() + timeBounds.inFutureMs.warn) {
    return verdict(
      'warn',
      held,
      '照片的拍摄时间不对，请检查手机时间。',
      'Its time lies in the future. Check the clock of the camera.',
    )
  }
  const before = whenAbove(accident - at, timeBounds.beforeAccidentMs)
  if (before !== 'pass') {
    return verdict(
      before,
      held,
      '照片是在事故发生之前拍的。请拍现在的现场。',
      'It was taken before the accident. Take the scene as it is now.',
    )
  }
  if (at - accident > timeBounds.afterAccidentMs.warn) {
    return verdict('warn', held, '照片是事故发生一天以后拍的。', 'It was taken more than a day after the accident.')
  }
  return verdict('pass', held, '拍摄时间与事故相符。', 'Its time fits the accident.')
}

/** taken-where: the camera's position, else the phone's, against the place of the accident; both inaccuracies are allowed for. */
export const takenWhere: Judge = ({ facts, capture, demand, brief }) => {
  if (demand.kind === 'document') return null
  const { gps } = facts.image.exif
  const taken = gps ? { ...gps, accuracyM: null } : capture.position
  const bound = placeBounds.distanceM.warn
  if (!taken || !brief.position) {
    return verdict(
      'warn',
      { measured: null, bound },
      '不知道照片是在哪里拍的。请允许使用位置。',
      'Where it was taken is not known. Allow the use of your position.',
    )
  }
  const allowance = [taken, brief.position].reduce(
    (sum, { accuracyM }) => sum + (accuracyM ?? placeBounds.unstatedAccuracyM),
    0,
  )
  const measured = Math.round(Math.max(0, distanceM(taken, brief.position) - allowance))
  const status = whenAbove(measured, placeBounds.distanceM)
  if (status === 'pass')
    return verdict(status, { measured, bound }, '拍摄地点与事故相符。', 'It was taken at the place of the accident.')
  return verdict(
    status,
    { measured, bound },
    `照片是在约${distanceInWords(measured).zh}以外拍的。请拍事故现场。`,
    `It was taken about ${distanceInWords(measured).en} away. Take the place of the accident.`,
  )
}

function distanceInWords(metres: number): { zh: string; en: string } {
  if (metres < 1000) return { zh: `${metres}米`, en: `${metres} m` }
  const km = Math.round(metres / 1000)
  return { zh: `${km}公里`, en: `${km} km` }
}

/** edited: an editor's name in the software tag. Only warns: cropping is no crime, but a person should know. */
export const edited: Judge = ({ facts }) => {
  const { software } = facts.image.exif
  if (software === undefined || !editors.test(software)) {
    return verdict('pass', { measured: software ?? null }, '没有发现修图软件的痕迹。', 'No trace of an editor.')
  }
  return verdict(
    'warn',
    { measured: software },
    '照片被修图软件处理过。请上传相机拍的原图。',
    'The photo went through an editor. Send it as the camera took it.',
  )
}
