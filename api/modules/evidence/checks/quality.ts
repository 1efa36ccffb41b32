import { qualityBounds } from '../bounds.ts'
import { rounded, verdict, whenAbove, whenBelow, type Judge } from './photo.ts'

/** min-resolution: the shorter side in pixels. */
export const minResolution: Judge = ({ facts }) => {
  const measured = Math.min(facts.image.width, facts.image.height)
  const { shorterSidePx } = qualityBounds
  const held = { measured, bound: shorterSidePx.warn }
  const status = whenBelow(measured, shorterSidePx)
  if (status === 'pass') return verdict(status, held, '尺寸够大。', 'Large enough.')
  return verdict(
    status,
    held,
    '照片太小，看不清细节。请用相机直接拍，不要发截图或缩略图。',
    'The photo is small. Take it with the camera; do not send a screenshot or thumbnail.',
  )
}

/** sharp-enough: vision's sharpness of the frame; where a plate is the subject, the plate's own. */
export const sharpEnough: Judge = ({ facts, demand }) => {
  const { frame, plates } = facts.quality.sharpness
  const measured = rounded(demand.kind === 'plate' ? (plates ?? frame) : frame)
  const held = { measured, bound: qualityBounds.sharpness.warn }
  const status = whenBelow(measured, qualityBounds.sharpness)
  if (status === 'pass') return verdict(status, held, '照片清晰。', 'The photo is sharp.')
  return verdict(
    status,
    held,
    '照片有点糊。请站稳，双手拿手机，对准后停一秒再拍。',
    'The photo is blurred. Stand still, hold the phone with both hands, and wait a second before you press.',
  )
}

/** exposure: mean brightness and burnt-out patches. Paper is bright by nature: of a document only the dark side counts. */
export const exposure: Judge = ({ facts, demand }) => {
  const mean = rounded(facts.quality.exposure.mean)
  const glare = rounded(facts.quality.glare)
  const { tooDark, tooBright, glare: glareBounds } = qualityBounds
  const dark = whenBelow(mean, tooDark)
  if (dark !== 'pass') {
    return verdict(
      dark,
      { measured: mean, bound: tooDark.warn },
      '照片太暗。请打开闪光灯或手电，再拍一张。',
      'The photo is too dark. Turn on the flash or a torch and take it again.',
    )
  }
  if (demand.kind === 'document')
    return verdict('pass', { measured: mean, bound: tooDark.warn }, '亮度合适。', 'Well lit.')
  const bright = whenAbove(mean, tooBright)
  if (bright !== 'pass') {
    return verdict(
      bright,
      { measured: mean, bound: tooBright.warn },
      '照片太亮，发白。请背对太阳再拍一张。',
      'The photo is too bright. Turn your back to the sun and take it again.',
    )
  }
  const burnt = whenAbove(glare, glareBounds)
  if (burnt === 'pass') return verdict(burnt, { measured: mean, bound: tooDark.warn }, '亮度合适。', 'Well lit.')
  return verdict(
    burnt,
    { measured: glare, bound: glareBounds.warn },
    '照片反光太强。请换个角度，避开反光再拍。',
    'There is strong glare. Take it again from another angle.',
  )
}
