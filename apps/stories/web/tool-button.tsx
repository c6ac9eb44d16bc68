import { Icon } from './icons.tsx'

interface ToolButtonProps {
  icon: Parameters<typeof Icon>[0]['name']
  words: string
  /** For screen readers alone, behind the words. */
  more?: string | undefined
  /** The picture says enough, however wide the window is. */
  isBare?: boolean | undefined
  onClick: () => void
  /** Off for now; it keeps its place and the focus. */
  isOff?: boolean | undefined
  isPressed?: boolean | undefined
  opens?: 'dialog' | undefined
}

/** A picture with its words; where the window is narrow, the words are for screen readers. */
export function ToolButton(props: ToolButtonProps) {
  const { icon, words, more = '', onClick, isOff = false, isPressed, opens } = props
  return (
    <button
      type="button"
      className="button quiet tool"
      title={words + more}
      aria-disabled={isOff || undefined}
      aria-pressed={isPressed}
      aria-haspopup={opens}
      onClick={() => {
        if (!isOff) onClick()
      }}
    >
      <Icon name={icon} />
      <span className={props.isBare ? 'visually-hidden' : 'tool-words'}>{words}</span>
      {more !== '' && <span className="visually-hidden">{more}</span>}
    </button>
  )
}
