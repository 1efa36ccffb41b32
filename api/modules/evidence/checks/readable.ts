import type { UnreadableCode } from '../../../../vision/contract.ts'
import { verdict, type Judge, type Verdict } from './photo.ts'

/** readable-image: a cut-off file was read as far as it goes, and says so. */
export const readableImage: Judge = ({ facts }) =>
  facts.image.damaged
    ? verdict(
        'warn',
        { measured: 'damaged' },
        '照片文件不完整，只看到了一部分。方便的话请重拍一张。',
        'The file is cut off; only part of it could be read. Take it again if you can.',
      )
    : verdict('pass', { measured: 'whole' }, '照片完整。', 'The photo is whole.')

/** The photo was not looked at, because vision could not be reached. */
export type WhyUnread = UnreadableCode | 'not-analysed'

const retake = (zh: string, en: string) => ({
  zh: `${zh}请重新拍一张；实在拍不了，可以选择保留，由工作人员查看。`,
  en: `${en} Take it again, or keep it and a person will look at it.`,
})

const reasons: Readonly<Record<WhyUnread, { zh: string; en: string }>> = {
  empty: retake('照片是空的。', 'The file has no content.'),
  'not-an-image': retake('这个文件不是照片。', 'This file is not a photo.'),
  'unsupported-format': retake('这种照片格式打不开。', 'This photo format cannot be opened.'),
  'too-many-pixels': retake('照片尺寸太大。', 'The photo has too many pixels.'),
  undecodable: retake('照片打不开，可能已经损坏。', 'The photo cannot be opened; it may be damaged.'),
  'timed-out': retake('照片处理超时。', 'Looking at the photo took too long.'),
  crashed: retake('照片处理失败。', 'Looking at the photo failed.'),
  'not-analysed': retake('照片已收到，但暂时无法自动检查。', 'The photo is safe, but could not be checked.'),
}

/** readable-image for a photo of which nothing is known but why. */
export function unreadableImage(why: WhyUnread): Verdict {
  return verdict('fail', { measured: why }, reasons[why].zh, reasons[why].en)
}
