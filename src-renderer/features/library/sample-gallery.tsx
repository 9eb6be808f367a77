import { MiniGraph } from './mini-graph';
import { useLibrary } from './library';
import { newFromSample } from './workflow-actions';
import css from './sample-gallery.module.css';

/** The shipped samples; opening one makes a copy in the library. */
export function SampleGallery() {
  const samples = useLibrary((state) => state.samples);
  if (samples.length === 0) return null;
  return (
    <section aria-labelledby="samples-heading">
      <h2 id="samples-heading" className={css.heading}>
        Start from a sample
      </h2>
      <ul className={css.grid}>
        {samples.map((sample) => (
          <li key={sample.id}>
            <button
              type="button"
              className={css.card}
              onClick={() => void newFromSample(sample.id)}
            >
              <span className={css.picture}>
                <MiniGraph text={sample.text} />
              </span>
              <span className={css.text}>
                <span className={css.name}>
                  {sample.name}
                  <span className={css.steps}>{sample.stepCount} steps</span>
                </span>
                <span className={css.description}>{sample.description}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
