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
import { IconButton } from '../../../ui/icon-button';
import { SegmentedControl } from '../../../ui/segmented-control';
import { Select } from '../../../ui/select';
import { useRuns } from '../../runs/index';
import { speeds, togglePlay } from '../playback';
import { jump, shownSeq } from '../seek';
import { type TimePicture, type TimeScale, timeStore, useTime } from '../time-store';
import { type Scale, type ViewWindow, zoomed } from './scale';
import styles from './timeline.module.css';

export interface TimelineToolbarProps {
  readonly picture: TimePicture;
  readonly scale: Scale;
  readonly window: ViewWindow;
  readonly onWindow: (window: ViewWindow | null) => void;
}

const speedOptions = speeds.map((speed) => ({
  value: String(speed),
  label: `${speed.toLocaleString('en')} events/s`,
}));

/** Travel, playback and zoom. */
export function TimelineToolbar({ picture, scale, window, onWindow }: TimelineToolbarProps) {
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
      <span className={styles.space} />
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
