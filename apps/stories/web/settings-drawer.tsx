import { useEffect, useId, useRef, type ReactNode } from 'react'
import { RANGES, USUAL, type ChangeSettings, type ReadingSettings } from './reading-settings.ts'

interface SettingsDrawerProps {
  isOpen: boolean
  close: () => void
  settings: ReadingSettings
  change: ChangeSettings
  /** Light, dark or as the device: the whole site's own switch. */
  appearance: ReactNode
  /** What goes on, in words for the grown-up. */
  facts: readonly string[]
}

/** Beside the text on a computer, under it on a phone: what is changed is seen at once on the story itself. */
export function SettingsDrawer({ isOpen, close, settings, change, appearance, facts }: SettingsDrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  useEffect(() => {
    const { current } = dialog
    if (isOpen && current && !current.open) current.showModal()
    if (!isOpen) current?.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      className="settings"
      aria-labelledby={title}
      // The browser closes it for Escape and for a touch beside it.
      closedby="any"
      onClose={close}
    >
      {isOpen && (
        <div className="settings-inner">
          <div className="settings-head">
            <h2 id={title}>How you like to read</h2>
            <button type="button" className="button quiet" onClick={close}>
              Done
            </button>
          </div>
          <PaceControls settings={settings} change={change} />
          <TextControls settings={settings} change={change} />
          <fieldset className="switches">
            <legend>Quiet and screen readers</legend>
            <Switch
              words="Calm page: nothing moves, few colours"
              isOn={settings.isCalm}
              set={(isCalm) => change({ isCalm })}
            />
            <Switch
              words="Give my screen reader each sentence as it comes"
              isOn={settings.announcesText}
              set={(announcesText) => change({ announcesText })}
            />
          </fieldset>
          {appearance}
          <button type="button" className="button quiet" onClick={() => change(USUAL)}>
            Everything as usual
          </button>
          <p className="soft">Kept on this device, for this child.</p>
          {facts.length > 0 && (
            <section aria-label="For the grown-up">
              <h3>For the grown-up</h3>
              {facts.map((fact) => (
                <p key={fact} className="soft">
                  {fact}
                </p>
              ))}
            </section>
          )}
        </div>
      )}
    </dialog>
  )
}

interface ControlsProps {
  settings: ReadingSettings
  change: ChangeSettings
}

function PaceControls({ settings, change }: ControlsProps) {
  const { pace } = settings
  return (
    <fieldset className="switches">
      <legend>How the words come</legend>
      <Switch
        words="At a reading pace"
        isOn={pace !== null}
        set={(isOn) => change({ pace: isOn ? USUAL.pace : null })}
      />
      {pace !== null && (
        <Slider
          label="Words a minute"
          range={RANGES.pace}
          value={pace}
          words={String(pace)}
          set={(next) => change({ pace: next })}
        />
      )}
      <Switch
        words="One sentence at a time"
        isOn={settings.bySentence}
        set={(bySentence) => change({ bySentence })}
      />
      <Slider
        label="Speed of the voice"
        range={RANGES.voiceSpeed}
        value={settings.voiceSpeed}
        words={`${Math.round(settings.voiceSpeed * 100)} %`}
        set={(voiceSpeed) => change({ voiceSpeed })}
      />
    </fieldset>
  )
}

function TextControls({ settings, change }: ControlsProps) {
  const font = useId()
  const inEm = (value: number) => (value === 0 ? 'as usual' : `${Math.round(value * 100)} % of the size`)
  return (
    <fieldset className="switches">
      <legend>The text</legend>
      <Slider
        label="Size"
        range={RANGES.textSize}
        value={settings.textSize}
        words={`${Math.round(settings.textSize * 100)} %`}
        set={(textSize) => change({ textSize })}
      />
      <Slider
        label="Space between letters"
        range={RANGES.letterSpacing}
        value={settings.letterSpacing}
        words={inEm(settings.letterSpacing)}
        set={(letterSpacing) => change({ letterSpacing })}
      />
      <Slider
        label="Space between words"
        range={RANGES.wordSpacing}
        value={settings.wordSpacing}
        words={inEm(settings.wordSpacing)}
        set={(wordSpacing) => change({ wordSpacing })}
      />
      <Slider
        label="Space between lines"
        range={RANGES.lineHeight}
        value={settings.lineHeight}
        words={settings.lineHeight.toFixed(1)}
        set={(lineHeight) => change({ lineHeight })}
      />
      <Slider
        label="Length of a line"
        range={RANGES.lineLength}
        value={settings.lineLength}
        words={`about ${settings.lineLength} letters`}
        set={(lineLength) => change({ lineLength })}
      />
      <div className="setting">
        <label htmlFor={font}>Letters</label>
        <select
          id={font}
          value={settings.font}
          onChange={(event) => change({ font: event.currentTarget.value as ReadingSettings['font'] })}
        >
          <option value="book">As in a book</option>
          <option value="plain">Plain</option>
        </select>
      </div>
    </fieldset>
  )
}

interface SliderProps {
  label: string
  range: { min: number; max: number; step: number }
  value: number
  words: string
  set: (value: number) => void
}

function Slider({ label, range, value, words, set }: SliderProps) {
  const id = useId()
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <span className="setting-words" aria-hidden="true">
        {words}
      </span>
      <input
        id={id}
        type="range"
        {...range}
        value={value}
        aria-valuetext={words}
        onChange={(event) => set(Number(event.currentTarget.value))}
      />
    </div>
  )
}

function Switch({ words, isOn, set }: { words: string; isOn: boolean; set: (isOn: boolean) => void }) {
  return (
    <label className="switch">
      <input type="checkbox" checked={isOn} onChange={(event) => set(event.currentTarget.checked)} />
      <span>{words}</span>
    </label>
  )
}
