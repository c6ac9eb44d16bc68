import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { Direction } from '../shared/direction.ts'
import { lineOf } from './line-of.ts'
import { RANGES, USUAL, type ChangeSettings, type ReadingSettings } from './reading-settings.ts'
import { SETTINGS_WORDS, type AppearanceWords, type SettingsWords } from './settings-words.ts'

interface SettingsDrawerProps {
  direction: Direction
  isOpen: boolean
  close: () => void
  settings: ReadingSettings
  change: ChangeSettings
  /** Light, dark or as the device: the whole site's own switch. */
  appearance: (words: AppearanceWords) => ReactNode
  /** What goes on, in words for the grown-up. */
  facts: readonly string[]
}

/** Beside the text on a computer, under it on a phone: what is changed is seen at once on the story itself. */
export function SettingsDrawer(props: SettingsDrawerProps) {
  const { direction, isOpen, close, settings, change, appearance, facts } = props
  const say = SETTINGS_WORDS[direction]
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
            <h2 id={title}>{say.title}</h2>
            <button type="button" className="button quiet" onClick={close}>
              {say.done}
            </button>
          </div>
          <PaceControls say={say} settings={settings} change={change} />
          <TextControls say={say} settings={settings} change={change} />
          <fieldset className="switches">
            <legend>{say.quiet}</legend>
            <Switch words={say.calm} isOn={settings.isCalm} set={(isCalm) => change({ isCalm })} />
            <Switch
              words={say.announces}
              isOn={settings.announcesText}
              set={(announcesText) => change({ announcesText })}
            />
          </fieldset>
          {appearance(say.appearance)}
          <button type="button" className="button quiet" onClick={() => change(USUAL)}>
            {say.allAsUsual}
          </button>
          <p className="soft">{say.kept}</p>
          {facts.length > 0 && (
            <section aria-label={say.grownUp}>
              <h3>{say.grownUp}</h3>
              {facts.map((fact) => (
                <p key={fact} className="soft" {...lineOf(fact, direction)}>
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
  say: SettingsWords
  settings: ReadingSettings
  change: ChangeSettings
}

function PaceControls({ say, settings, change }: ControlsProps) {
  const { pace } = settings
  return (
    <fieldset className="switches">
      <legend>{say.comes}</legend>
      <Switch
        words={say.atPace}
        isOn={pace !== null}
        set={(isOn) => change({ pace: isOn ? USUAL.pace : null })}
      />
      {pace !== null && (
        <Slider
          label={say.wordsAMinute}
          range={RANGES.pace}
          value={pace}
          words={String(pace)}
          set={(next) => change({ pace: next })}
        />
      )}
      <Switch
        words={say.bySentence}
        isOn={settings.bySentence}
        set={(bySentence) => change({ bySentence })}
      />
      <Slider
        label={say.voiceSpeed}
        range={RANGES.voiceSpeed}
        value={settings.voiceSpeed}
        words={say.percent(Math.round(settings.voiceSpeed * 100))}
        set={(voiceSpeed) => change({ voiceSpeed })}
      />
    </fieldset>
  )
}

function TextControls({ say, settings, change }: ControlsProps) {
  const font = useId()
  const inEm = (value: number) => (value === 0 ? say.asUsual : say.ofSize(Math.round(value * 100)))
  return (
    <fieldset className="switches">
      <legend>{say.text}</legend>
      <Slider
        label={say.size}
        range={RANGES.textSize}
        value={settings.textSize}
        words={say.percent(Math.round(settings.textSize * 100))}
        set={(textSize) => change({ textSize })}
      />
      <Slider
        label={say.letterSpacing}
        range={RANGES.letterSpacing}
        value={settings.letterSpacing}
        words={inEm(settings.letterSpacing)}
        set={(letterSpacing) => change({ letterSpacing })}
      />
      <Slider
        label={say.wordSpacing}
        range={RANGES.wordSpacing}
        value={settings.wordSpacing}
        words={inEm(settings.wordSpacing)}
        set={(wordSpacing) => change({ wordSpacing })}
      />
      <Slider
        label={say.lineHeight}
        range={RANGES.lineHeight}
        value={settings.lineHeight}
        words={settings.lineHeight.toFixed(1)}
        set={(lineHeight) => change({ lineHeight })}
      />
      <Slider
        label={say.lineLength}
        range={RANGES.lineLength}
        value={settings.lineLength}
        words={say.aboutLetters(settings.lineLength)}
        set={(lineLength) => change({ lineLength })}
      />
      <div className="setting">
        <label htmlFor={font}>{say.font}</label>
        <select
          id={font}
          value={settings.font}
          onChange={(event) => change({ font: event.currentTarget.value as ReadingSettings['font'] })}
        >
          <option value="book">{say.book}</option>
          <option value="plain">{say.plain}</option>
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
