import { useState } from 'react'
import { Button } from '../form/Button.tsx'
import { Choice } from '../form/Choice.tsx'
import { ErrorSummary } from '../form/ErrorSummary.tsx'
import { OneTimeCodeInput } from '../form/OneTimeCodeInput.tsx'
import { RadioCards } from '../form/RadioCards.tsx'
import { TextField } from '../form/TextField.tsx'
import { SignaturePad } from '../signature/SignaturePad.tsx'
import type { HandwrittenSignature } from '../signature/strokes.ts'

const phoneMissing = '请填写手机号码，11 位数字'

export function FormsShown() {
  const [phone, setPhone] = useState('')
  const [problems, setProblems] = useState<{ fieldId: string; message: string }[]>([])
  const [safe, setSafe] = useState<'yes' | 'no'>()
  const [cause, setCause] = useState<'rear' | 'lane' | 'reverse'>('rear')
  const [agreed, setAgreed] = useState(false)
  const [code, setCode] = useState('')
  const [signature, setSignature] = useState<HandwrittenSignature>()

  return (
    <>
      <section aria-label="Button">
        <h2>Button</h2>
        <div className="gallery__row">
          <Button>继续</Button>
          <Button tone="secondary" icon="retry">
            重新拍摄
          </Button>
          <Button tone="quiet">跳过</Button>
          <Button tone="danger" icon="officer">
            要求交警到场
          </Button>
          <Button busy>提交</Button>
          <Button disabled>提交</Button>
        </div>
      </section>

      <section aria-label="Forms">
        <h2>ErrorSummary, TextField, RadioCards, Choice, OneTimeCodeInput</h2>
        <ErrorSummary problems={problems} />
        <div className="gallery__wide">
          <TextField
            id="phone"
            label="手机号码"
            hint="用于接收验证码和处理结果"
            type="tel"
            autoComplete="tel"
            value={phone}
            onChange={setPhone}
            error={problems.find((problem) => problem.fieldId === 'phone')?.message}
          />
          <TextField id="note" label="补充说明" optional value="" onChange={() => undefined} />
          <OneTimeCodeInput id="code" value={code} onChange={setCode} onResend={() => undefined} resendInS={42} />
          <OneTimeCodeInput id="wrong-code" value="1234" onChange={() => undefined} error="验证码不正确，请重新输入" />
        </div>
        <RadioCards
          id="safe"
          size="page"
          label="人员都撤到安全地带了吗？"
          hint="护栏外、人行道或路边，离开行车道。"
          cardWidth="8rem"
          cards={[
            { value: 'yes', label: '是，都安全' },
            { value: 'no', label: '还没有' },
          ]}
          value={safe}
          onChange={setSafe}
        />
        <RadioCards
          id="cause"
          label="事故怎么发生的？"
          error="请选择一项"
          cards={[
            { value: 'rear', label: '追尾', hint: '后车撞上前车尾部' },
            { value: 'lane', label: '变更车道', hint: '变道时与相邻车道的车碰撞' },
            { value: 'reverse', label: '倒车', hint: '倒车、溜车时碰撞' },
          ]}
          value={cause}
          onChange={setCause}
        />
        <Choice
          id="agree"
          label="以上内容由我本人填写，与事实相符"
          hint="故意作虚假陈述须承担法律责任"
          checked={agreed}
          onChange={setAgreed}
        />
        <div>
          <Button onClick={() => setProblems(phone === '' ? [{ fieldId: 'phone', message: phoneMissing }] : [])}>
            提交
          </Button>
        </div>
      </section>

      <section aria-label="SignaturePad">
        <h2>SignaturePad</h2>
        <div style={{ maxWidth: '36rem' }}>
          <SignaturePad
            label="当事人甲签名"
            onChange={setSignature}
            alternative={
              <>
                无法书写时，请<a href="#officer">要求交警到场</a>办理。
              </>
            }
          />
        </div>
        <output data-testid="signature">
          {signature ? `${signature.strokes.length} / ${signature.strokes.flat().length}` : '0'}
        </output>
      </section>
    </>
  )
}
