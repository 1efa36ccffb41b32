import { qualityBounds, reuseBounds } from '../bounds.ts'
import { rounded, verdict, type Judge } from './photo.ts'

/**
 * reused-image: a photo of another case, or the same photo for another shot of this one. A retake of the same shot may look like what it
 * replaces.
 */
export const reusedImage: Judge = ({ lookAlikes }) => {
  const bound = reuseBounds.copyDistance
  const elsewhere = lookAlikes.filter(({ sameCase }) => !sameCase)
  if (elsewhere.length > 0) {
    return verdict(
      'fail',
      { measured: nearest(elsewhere), bound, related: elsewhere.map(({ evidenceId }) => evidenceId) },
      '这张照片在别的事故中用过。请拍现在的现场。',
      'This photo was used in another case. Take the scene as it is now.',
    )
  }
  const here = lookAlikes.filter(({ sameShot }) => !sameShot)
  if (here.length > 0) {
    return verdict(
      'warn',
      { measured: nearest(here), bound, related: here.map(({ evidenceId }) => evidenceId) },
      '这张和您前面拍的一张几乎一样。请按这一步的要求换个位置拍。',
      'This is nearly the same as an earlier photo. Take it from where this step asks for.',
    )
  }
  return verdict('pass', { measured: null, bound }, '没有重复使用。', 'Not used before.')
}

const nearest = (copies: readonly { distance: number }[]) => Math.min(...copies.map(({ distance }) => distance))

/** screen-recapture: a photo of a screen. Only warns; null where vision does not determine it. */
export const screenRecapture: Judge = ({ facts }) => {
  const { recapture } = facts.scene
  const { warn } = qualityBounds.recapture
  if (recapture === null) return verdict('pass', { measured: null, bound: warn }, '未做此项检查。', 'Not determined.')
  const held = { measured: rounded(recapture), bound: warn }
  if (recapture <= warn) return verdict('pass', held, '不像翻拍。', 'Not a photo of a screen.')
  return verdict(
    'warn',
    held,
    '看起来像是对着屏幕翻拍的。请直接拍现场。',
    'This looks like a photo of a screen. Take the scene itself.',
  )
}
