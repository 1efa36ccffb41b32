/** How the classes of a general text recogniser map to the plate alphabet. */
import { alphabet, symbolNumber } from '../plates/alphabet.ts'

/** Marks between characters: they part two equal characters just as a blank does. */
const separators = [' ', '·', '•', '.', '-', '—', ':', '・', '●', '。', ',', '|', "'"]

/**
 * Characters that a general reader of Chinese sees in a plate's province. None of them can stand on a plate, so nothing is corrected away.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  翼: '冀',
  异: '冀',
  晉: '晋',
  辺: '辽',
  迁: '辽',
  扩: '沪',
  护: '沪',
  泸: '沪',
  芬: '苏',
  办: '苏',
  蘇: '苏',
  渐: '浙',
  折: '浙',
  淅: '浙',
  院: '皖',
  晥: '皖',
  脘: '皖',
  閩: '闽',
  闻: '闽',
  间: '闽',
  赖: '赣',
  噜: '鲁',
  魯: '鲁',
  曾: '鲁',
  像: '豫',
  预: '豫',
  颚: '鄂',
  湖: '湘',
  相: '湘',
  奥: '粤',
  粵: '粤',
  柱: '桂',
  挂: '桂',
  谅: '琼',
  惊: '琼',
  凉: '琼',
  瑜: '渝',
  输: '渝',
  榆: '渝',
  贯: '贵',
  责: '贵',
  會: '云',
  去: '云',
  峡: '陕',
  陝: '陕',
  肖: '青',
  育: '青',
  宇: '宁',
  寧: '宁',
  亲: '新',
  律: '津',
  家: '蒙',
  古: '吉',
  洁: '吉',
  告: '吉',
  墨: '黑',
  里: '黑',
  廿: '甘',
  日: '甘',
  亰: '京',
}

export interface PlateSymbols {
  readonly count: number
  /** [class of the recogniser, symbol number]. */
  readonly ofClass: readonly (readonly [number, number])[]
  readonly blanks: readonly number[]
}

/** `dictionary`: the recogniser's classes, class 0 being the CTC blank. */
export function plateSymbols(dictionary: readonly string[]): PlateSymbols {
  const ofClass: [number, number][] = []
  const blanks = [0]
  dictionary.forEach((entry, index) => {
    if (index === 0) return
    if (separators.includes(entry)) blanks.push(index)
    const direct = symbolNumber(/^[a-z]$/.test(entry) ? entry.toUpperCase() : entry)
    const symbol = direct >= 0 ? direct : symbolNumber(lookAlikes[entry] ?? '')
    if (symbol >= 0) ofClass.push([index, symbol])
  })
  return { count: alphabet.length, ofClass, blanks }
}
