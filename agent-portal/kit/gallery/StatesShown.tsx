import { ClockRing } from '../clock/ClockRing.tsx'
import { Button } from '../form/Button.tsx'
import { formatYuan } from '../format/money.ts'
import { formatDuration, formatTime } from '../format/time.ts'
import { Steps } from '../progress/Steps.tsx'
import { EmptyState } from '../state/EmptyState.tsx'
import { ErrorState } from '../state/ErrorState.tsx'
import { LoadingState } from '../state/LoadingState.tsx'
import { Notice } from '../state/Notice.tsx'
import { StatusTag } from '../state/StatusTag.tsx'
import { useLanguage } from '../words.ts'

const now = '2026-03-05T10:00:00Z'
const inMinutes = (minutes: number) => Date.parse(now) + minutes * 60_000
const hourMs = 3_600_000

const steps = [
  { id: 'safety', label: '确认安全' },
  { id: 'shots', label: '拍摄现场' },
  { id: 'documents', label: '证件' },
  { id: 'statement', label: '事故经过' },
  { id: 'sign', label: '签字' },
]

export function StatesShown() {
  const language = useLanguage()
  return (
    <>
      <section aria-label="StatusTag">
        <h2>StatusTag</h2>
        <div className="gallery__row">
          <StatusTag tone="neutral">待分派</StatusTag>
          <StatusTag tone="info">查勘中</StatusTag>
          <StatusTag tone="ok">已签字</StatusTag>
          <StatusTag tone="warn">待补拍</StatusTag>
          <StatusTag tone="bad">已转民警</StatusTag>
        </div>
      </section>

      <section aria-label="ClockRing">
        <h2>ClockRing</h2>
        <div className="gallery__row">
          <ClockRing dueAt={inMinutes(58)} now={now} totalMs={hourMs} label="判定时限" />
          <ClockRing dueAt={inMinutes(30)} now={now} totalMs={hourMs} label="判定时限" />
          <ClockRing dueAt={inMinutes(9.5)} now={now} totalMs={hourMs} label="判定时限" />
          <ClockRing dueAt={inMinutes(-5)} now={now} totalMs={hourMs} label="判定时限" />
          <ClockRing dueAt={inMinutes(2880)} now={now} totalMs={72 * hourMs} label="复核期限" size={112} />
          <ClockRing dueAt={inMinutes(9.5)} now={now} totalMs={hourMs} label="判定时限" size={24} />
        </div>
      </section>

      <section aria-label="Steps">
        <h2>Steps</h2>
        <Steps steps={steps} current="shots" />
      </section>

      <section aria-label="Notice">
        <h2>Notice</h2>
        <div className="gallery__wide">
          <Notice tone="info" title="对方已加入">
            双方各自填写，提交前互相看不到对方的陈述。
          </Notice>
          <Notice tone="ok" title="可以撤离现场">
            照片已核验保存，请先把车移到不妨碍交通的地方。
          </Notice>
          <Notice tone="warn" title="车牌没有拍清楚" wayOut={<Button tone="secondary">重新拍摄</Button>}>
            请靠近一些，正对车牌再拍一张。
          </Notice>
          <Notice
            tone="error"
            title="有人受伤时不能快速处理"
            wayOut={
              <Button tone="danger" icon="officer">
                要求交警到场
              </Button>
            }
          >
            请拨打 120，并保护现场。
          </Notice>
        </div>
      </section>

      <section aria-label="EmptyState, LoadingState, ErrorState">
        <h2>EmptyState, LoadingState, ErrorState</h2>
        <div className="gallery__wide">
          <EmptyState title="没有待办的事故">新的事故分派后会立即出现在这里。</EmptyState>
          <ErrorState
            problem={{
              title: { zh: '内容已被他人更新', en: 'Somebody changed this first' },
              advice: { zh: '当前状态：已签发。请刷新后再操作。', en: 'It is now issued. Reload, and decide again.' },
              requestId: '01J9Z6Q4',
            }}
            onRetry={() => undefined}
          />
          <ErrorState onRetry={() => undefined} />
          <LoadingState />
          <LoadingState shape="photo" />
        </div>
      </section>

      <section aria-label="format">
        <h2>format</h2>
        <p>
          {formatTime(now, 'dayAndTime', language)} · {formatTime(now, 'full', language)} ·{' '}
          {formatDuration(750_000, language)} · {formatYuan(123_456)}
        </p>
      </section>
    </>
  )
}
