import { PlateBadge } from '../plates/PlateBadge.tsx'
import type { PlateFacts } from '../plates/layout.ts'

const plates: PlateFacts[] = [
  { text: '黑E12345', colour: 'blue', kind: '02' },
  { text: '黑E5Q8Z6', colour: 'yellow', kind: '01' },
  { text: '黑E5Q8Z6', colour: 'yellow', kind: '01', rows: 2 },
  { text: '黑ED12345', colour: 'green', kind: '52' },
  { text: '黑E12345D', colour: 'yellow-green', kind: '51' },
  { text: '黑E1234警', colour: 'white', kind: '23' },
  { text: '黑E1234学', colour: 'yellow', kind: '16' },
  { text: '黑E1234挂', colour: 'yellow', kind: '15', rows: 2 },
  { text: '粤Z1234港', colour: 'black', kind: '26' },
  { text: '123456使', colour: 'black', kind: '03' },
  { text: '沪12345领', colour: 'black', kind: '04' },
  { text: '黑E12345', colour: 'yellow', kind: '07', rows: 2 },
  { text: '黑E12345', colour: 'blue', kind: '08', rows: 2 },
  { text: '黑X1234应急', colour: 'white', kind: '99' },
]

const doubtful: PlateFacts[] = [
  { text: '黑E1?345', colour: 'blue', kind: '02', status: 'uncertain' },
  { text: '?E123?5', colour: 'yellow', kind: '16', status: 'uncertain' },
  { text: '黑ED1?3?5', colour: 'green', kind: '52', status: 'uncertain' },
  { text: '黑E1?34警', colour: 'white', kind: '23', status: 'uncertain' },
  { text: '黑E8B8S5', colour: 'blue', kind: '02', status: 'uncertain' },
  { text: '', colour: null, status: 'unreadable' },
]

export function PlatesShown() {
  return (
    <section aria-label="PlateBadge">
      <h2>PlateBadge</h2>
      <div className="gallery__row">
        {plates.map((plate) => (
          <PlateBadge key={`${plate.text} ${plate.kind} ${plate.rows}`} plate={plate} size="medium" />
        ))}
      </div>
      <div className="gallery__row">
        {doubtful.map((plate) => (
          <PlateBadge key={plate.text} plate={plate} size="medium" />
        ))}
      </div>
      <div className="gallery__row">
        {plates.slice(0, 6).map((plate) => (
          <PlateBadge key={`${plate.text} ${plate.kind} ${plate.rows}`} plate={plate} size="small" />
        ))}
      </div>
      <div className="gallery__row">
        <PlateBadge plate={{ text: '黑E12345', colour: 'blue', kind: '02' }} size="large" />
        <PlateBadge plate={{ text: '黑ED12345', colour: 'green', kind: '52' }} size="large" />
      </div>
    </section>
  )
}
