import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  Maximize,
  Pause,
  Play,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { formatDuration } from '../../../ui/format-duration';
import { IconButton } from '../../../ui/icon-button';
import { SegmentedControl } from '../../../ui/segmented-control';
import { Select } from '../../../ui/select';
import { Button } from '../../../ui/button';
import { useRuns } from '../../runs/index';
import { eventWords, placeWords } from '../event-words';
import { speeds, togglePlay } from '../playback';
import { jump, shownSeq } from '../seek';
import { type TimePicture, type TimeScale, timeStore, useTime } from '../time-store';
import { type Scale, type ViewWindow, zoomed } from './scale';
import styles from './timeline.module.css';

export interface TimelineToolbarProps {
  readonly picture: TimePicture;
  readonly titleOf: (step: string) => string;
  readonly scale: Scale;
  readonly window: ViewWindow;
  readonly onWindow: (window: ViewWindow | null) => void;
}

const speedOptions = speeds.map((speed) => ({
  value: String(speed),
  label: `${speed.toLocaleString('en')} events/s`,
}));

/** Travel, playback, zoom, and what happened at the event that is looked at. */
export function TimelineToolbar(props: TimelineToolbarProps) {
  const { picture, scale, window, onWindow } = props;
  const playing = useTime((state) => state.playing);
  const speed = useTime((state) => state.speed);
  const kind = useTime((state) => state.scale);
  const cursor = useRuns((state) => state.cursor);
  const seq = cursor ?? picture.log.length;
  const zoom = (factor: number): void =>
    onWindow(zoomed(window, scale.extent, factor, scale.position(seq), 4));
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Timeline">
      <span className={styles.group}>
        <IconButton
          label="First event"
          shortcut="Home"
          size="sm"
          disabled={seq <= 1}
          onClick={() => jump(1)}
        >
          <ChevronFirst />
        </IconButton>
        <IconButton
          label="Previous event"
          shortcut="ArrowLeft"
          size="sm"
          disabled={seq <= 1}
          onClick={() => jump(shownSeq() - 1)}
        >
          <ChevronLeft />
        </IconButton>
        <IconButton
          label={playing ? 'Pause' : 'Play the run'}
          shortcut="Space"
          size="sm"
          onClick={togglePlay}
        >
          {playing ? <Pause /> : <Play />}
        </IconButton>
        <IconButton
          label="Next event"
          shortcut="ArrowRight"
          size="sm"
          disabled={cursor === null}
          onClick={() => jump(shownSeq() + 1)}
        >
          <ChevronRight />
        </IconButton>
        <IconButton
          label="Newest event"
          shortcut="End"
          size="sm"
          disabled={cursor === null}
          onClick={() => jump(null)}
        >
          <ChevronLast />
        </IconButton>
      </span>
      <Select
        label="Speed"
        size="sm"
        className={styles.speed}
        value={String(speed)}
        options={speedOptions}
        onValueChange={(value) => timeStore.setState({ speed: Number(value) })}
      />
      <span className={styles.divider} />
      <EventLine {...props} seq={seq} isPast={cursor !== null} />
      <SegmentedControl<TimeScale>
        label="Scale"
        value={kind}
        segments={[
          { value: 'events', label: 'Events' },
          { value: 'time', label: 'Time' },
        ]}
        onValueChange={(value) => {
          onWindow(null);
          timeStore.setState({ scale: value });
        }}
      />
      <span className={styles.group}>
        <IconButton label="Zoom out" shortcut="-" size="sm" onClick={() => zoom(1 / 1.6)}>
          <ZoomOut />
        </IconButton>
        <IconButton label="Zoom in" shortcut="+" size="sm" onClick={() => zoom(1.6)}>
          <ZoomIn />
        </IconButton>
        <IconButton
          label="Show the whole run"
          shortcut="0"
          size="sm"
          onClick={() => onWindow(null)}
        >
          <Maximize />
        </IconButton>
      </span>
    </div>
  );
}

interface EventLineProps extends TimelineToolbarProps {
  readonly seq: number;
  readonly isPast: boolean;
}

function EventLine({ picture, titleOf, seq, isPast }: EventLineProps) {
  const event = picture.log.at(seq);
  const began = picture.log.at(1)?.time ?? 0;
  return (
    <span className={styles.event}>
      <span className={styles.number}>
        {seq.toLocaleString('en')} / {picture.log.length.toLocaleString('en')}
      </span>
      {event !== undefined && (
        <>
          <span className={isPast ? `${styles.words} ${styles.past}` : styles.words}>
            {eventWords(event, titleOf)}
          </span>
          <span className={styles.place}>{placeWords(event, titleOf)}</span>
          <time
            className={styles.when}
            dateTime={new Date(event.time).toISOString()}
            title={new Date(event.time).toLocaleString()}
          >
            +{formatDuration(Math.max(0, event.time - began))}
          </time>
        </>
      )}
      {isPast && (
        <Button size="sm" variant="ghost" onClick={() => jump(null)}>
          Back to now
        </Button>
      )}
    </span>
  );
}
