/**
 * Breaks Chinese text into lines. pdfkit has a line breaker of its own, but it also turns pages in the middle of a ruled cell; a table
 * must know its lines before it draws.
 */

/** Never at the start of a line (避头). */
const noStart = new Set('，。、；：？！）》」』】〕”’％%…·,.;:?!)]}')
/** Never at the end of a line (避尾). */
const noEnd = new Set('（《「『【〔“‘([{')

const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' })
const wordCharacter = /^[\p{Script=Latin}\p{N}\-_/.:@#&*+=~]/u
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The lines of `text`, none wider than `width` in the unit of `measure` (width of one grapheme). A new line of the text starts a new line.
 * Words and numbers stay whole unless they are wider than a line; a grapheme is never cut.
 */
export function breakLines(text: string, width: number, measure: (grapheme: string) => number): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((paragraph) => breakParagraph(paragraph.replaceAll('\t', ' ').replace(invisible, ''), width, measure))
}

function breakParagraph(paragraph: string, width: number, measure: (grapheme: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  const flush = () => {
    lines.push(line.trimEnd())
    line = ''
    used = 0
  }
  for (const unit of unbreakableUnits(paragraph)) {
    const unitWidth = unit.reduce((sum, grapheme) => sum + measure(grapheme), 0)
    if (used > 0 && used + unitWidth > width) flush()
    if (unitWidth <= width) {
      if (used === 0 && unit.join('').trim() === '' && lines.length > 0) continue
      line += unit.join('')
      used += unitWidth
      continue
    }
    for (const grapheme of unit) {
      const graphemeWidth = measure(grapheme)
      if (used > 0 && used + graphemeWidth > width) flush()
      line += grapheme
      used += graphemeWidth
    }
  }
  if (line !== '' || lines.length === 0) flush()
  return lines
}

/** Words, numbers, and characters with the punctuation that clings to them. */
function unbreakableUnits(paragraph: string): string[][] {
  const units: string[][] = []
  let previous = ''
  for (const { segment } of graphemes.segment(paragraph)) {
    const last = units.at(-1)
    const clings =
      noStart.has(segment) || noEnd.has(previous) || (wordCharacter.test(segment) && wordCharacter.test(previous))
    if (last && previous.trim() !== '' && clings) last.push(segment)
    else units.push([segment])
    previous = segment
  }
  return units
}
