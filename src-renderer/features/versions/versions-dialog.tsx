import type { SavedVersion } from '@shared/ipc/library';
import { useEffect, useState } from 'react';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { RelativeTime } from '../../ui/relative-time';
import { VersionComparison } from './version-comparison';
import {
  closeVersions,
  draftVersion,
  loadVersion,
  restoreVersion,
  useVersions,
  type VersionKey,
} from '../library/index';
import css from './versions-dialog.module.css';

const howText: Readonly<Record<SavedVersion['how'], string>> = {
  made: 'Added to the library',
  saved: 'Saved',
  outside: 'Changed by another program',
};

/** Every saved version of a workflow, what it changed, and the way back to it. */
export function VersionsDialog() {
  const entry = useVersions((state) => state.entry);
  if (!entry) return null;
  return <Versions key={entry.id} name={entry.name} />;
}

function Versions({ name }: { readonly name: string }) {
  const versions = useVersions((state) => state.versions);
  const texts = useVersions((state) => state.texts);
  const keys: VersionKey[] = [
    ...(texts.has(draftVersion) ? [draftVersion as VersionKey] : []),
    ...versions.map(({ hash }) => hash),
  ];
  // The newest change is what one usually wants to see.
  const [chosen, setChosen] = useState(0);
  const [against, setAgainst] = useState<'before' | 'now'>('before');
  const key = keys[chosen];
  const otherKey = against === 'now' ? keys[0] : (keys[chosen + 1] ?? undefined);
  useEffect(() => {
    for (const needed of [key, otherKey]) {
      if (needed !== undefined && needed !== draftVersion) void loadVersion(needed);
    }
  }, [key, otherKey]);

  const text = key === undefined ? undefined : texts.get(key);
  const other = otherKey === undefined ? undefined : texts.get(otherKey);
  const isNewest = chosen === 0;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeVersions()}
      title={`Versions of “${name}”`}
      size="wide"
      footer={
        <>
          <Button variant="ghost" onClick={closeVersions}>
            Close
          </Button>
          <Button
            variant="primary"
            disabled={isNewest || text === undefined}
            onClick={() => text !== undefined && void restoreVersion(text)}
          >
            Restore this version
          </Button>
        </>
      }
    >
      <div className={css.layout}>
        <ul className={css.list} aria-label="Versions">
          {keys.map((one, at) => {
            const version = versions.find(({ hash }) => hash === one);
            return (
              <li key={`${one}-${at}`}>
                <button
                  type="button"
                  className={classNames(css.version, at === chosen && css.chosen)}
                  aria-current={at === chosen || undefined}
                  {...(at === chosen && { 'data-autofocus': '' })}
                  onClick={() => setChosen(at)}
                >
                  {version ? (
                    <>
                      <RelativeTime time={version.savedAt} className={css.time} />
                      <span className={css.how}>
                        {howText[version.how]}
                        {version.current && <Badge>Saved now</Badge>}
                      </span>
                    </>
                  ) : (
                    <>
                      <span className={css.time}>Not saved yet</span>
                      <span className={css.how}>What is being edited</span>
                    </>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        <VersionComparison
          text={text}
          other={other}
          hasOther={otherKey !== undefined && otherKey !== key}
          against={against}
          canCompareWithNow={!isNewest}
          onAgainst={setAgainst}
        />
      </div>
    </Dialog>
  );
}
