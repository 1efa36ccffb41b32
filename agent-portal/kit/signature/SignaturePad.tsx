import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import Pad from 'signature_pad'
import { Button } from '../form/Button.tsx'
import { useKitWords } from '../words.ts'
import { type HandwrittenSignature, scaleLines, signatureOf } from './strokes.ts'
import './signature.css'

export interface SignaturePadProps {
  /** Whose signature: `张三 签名`. */
  readonly label: string
  /** After every stroke, undo and clear; undefined when the paper is empty again. */
  readonly onChange: (signature: HandwrittenSignature | undefined) => void
  /** For those who cannot draw with a pointer: what they do instead (sign at the counter, ask for an officer), with its link. */
  readonly alternative: ReactNode
}

/** Paper to sign on, by finger, pen or mouse. Keeps the strokes with their times, not only the picture. */
export function SignaturePad({ label, onChange, alternative }: SignaturePadProps) {
  const t = useKitWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad>(null)
  const report = useRef(onChange)
  const keyboardHint = useId()
  const [strokes, setStrokes] = useState(0)

  useEffect(() => {
    report.current = onChange
  }, [onChange])

  const tell = (drawn: Pad, paper: HTMLCanvasElement) => {
    const lines = drawn.toData()
    setStrokes(lines.length)
    report.current(signatureOf(lines, { width: paper.clientWidth, height: paper.clientHeight }))
  }

  useEffect(() => {
    const paper = canvas.current
    if (!paper) return
    const drawn = new Pad(paper, { penColor: '#0b1a33', minWidth: 1.2, maxWidth: 3.6 })
    pad.current = drawn

    let widthBefore = 0
    const fitPaper = () => {
      const lines = scaleLines(drawn.toData(), widthBefore > 0 ? paper.clientWidth / widthBefore : 1)
      const dense = Math.max(1, window.devicePixelRatio)
      paper.width = paper.clientWidth * dense
      paper.height = paper.clientHeight * dense
      paper.getContext('2d')?.scale(dense, dense)
      drawn.fromData(lines)
      widthBefore = paper.clientWidth
    }
    const observer = new ResizeObserver(() => {
      if (paper.clientWidth !== widthBefore) fitPaper()
    })
    observer.observe(paper)
    drawn.addEventListener('endStroke', () => tell(drawn, paper))
    return () => {
      observer.disconnect()
      drawn.off()
      pad.current = null
    }
  }, [])

  const keep = (count: number) => {
    if (!pad.current || !canvas.current) return
    pad.current.fromData(pad.current.toData().slice(0, count))
    tell(pad.current, canvas.current)
  }

  return (
    <div className="kit-signature" role="group" aria-label={label} aria-describedby={keyboardHint}>
      <div className="kit-signature__paper" data-signed={strokes > 0}>
        <canvas ref={canvas} role="img" aria-label={t('signature.pad')} />
        <span className="kit-signature__here" aria-hidden="true">
          {t('signature.here')}
        </span>
      </div>
      <div className="kit-signature__tools">
        <output>{strokes > 0 ? t('signature.signed', { count: strokes }) : t('signature.empty')}</output>
        <Button tone="quiet" icon="undo" disabled={strokes === 0} onClick={() => keep(strokes - 1)}>
          {t('signature.undo')}
        </Button>
        <Button tone="quiet" icon="retry" disabled={strokes === 0} onClick={() => keep(0)}>
          {t('signature.clear')}
        </Button>
      </div>
      <div id={keyboardHint} className="kit-signature__keyboard">
        {t('signature.keyboard')} {alternative}
      </div>
    </div>
  )
}
