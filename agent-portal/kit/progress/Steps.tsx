import { useKitWords } from '../words.ts'
import './steps.css'

export interface StepsProps {
  readonly steps: readonly { readonly id: string; readonly label: string }[]
  /** Id of the step the reader is at; the ones before it are done. */
  readonly current: string
}

/** How far along the way: a bar in as many parts as there are steps, and the step's name. */
export function Steps({ steps, current }: StepsProps) {
  const t = useKitWords()
  const at = steps.findIndex((step) => step.id === current)
  const stateOf = (index: number) => (index < at ? 'done' : index === at ? 'current' : 'ahead')
  return (
    <nav className="kit-steps" aria-label={t('steps.progress', { index: at + 1, total: steps.length })}>
      <div className="kit-steps__where" aria-hidden="true">
        <span className="kit-steps__name">{steps[at]?.label}</span>
        <span className="kit-steps__count">{t('steps.progress', { index: at + 1, total: steps.length })}</span>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li key={step.id} data-state={stateOf(index)} aria-current={index === at ? 'step' : undefined}>
            <span className="kit-unseen">
              {step.label}, {t(`steps.${stateOf(index)}`)}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
