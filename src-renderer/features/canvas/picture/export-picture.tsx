import { toErrorData } from '@shared/errors/app-error';
import type { Workflow } from '@shared/workflow/model';
import { ipc } from '../../../ipc/client';
import { showErrorToast } from '../../../ui/error-toast';
import { showToast } from '../../../ui/toast';
import { documentStore } from '../../document';
import { fixedColors } from './picture-colors';
import { WorkflowPicture } from './workflow-picture';

/** Pixels per canvas pixel: sharp on paper and on dense screens. */
const pngScale = 2;
/** The longest edge that every graphics driver draws. */
const pngLimit = 8_192;

/** Saves a picture of the open workflow that Stepwell can open again. */
export async function exportPicture(format: 'svg' | 'png'): Promise<void> {
  const { workflow, parsed } = documentStore.getState();
  if (!workflow || !parsed) return;
  try {
    const svg = await svgOf(workflow);
    const picture =
      format === 'svg'
        ? ({ format, svg } as const)
        : ({ format, base64: await pngOf(svg) } as const);
    const { name } = workflow;
    const saved = await ipc.library.exportPicture({
      name: name.slice(0, 200),
      text: parsed.text,
      picture,
    });
    if (saved) {
      showToast('Picture saved', 'success', {
        description: `${saved.path}. It holds the workflow too: Stepwell can open it.`,
      });
    }
  } catch (error) {
    showErrorToast(toErrorData(error), 'The picture could not be saved');
  }
}

async function svgOf(workflow: Workflow): Promise<string> {
  // Loaded when it is needed: it would be a tenth of the window's code.
  const { renderToStaticMarkup } = await import('react-dom/server');
  const colors = fixedColors();
  const drawn = renderToStaticMarkup(
    <WorkflowPicture workflow={workflow} detail="full" label={workflow.name} colors={colors} />,
  );
  if (drawn === '') throw new Error('The workflow has no steps, so there is nothing to draw.');
  const ground = `<rect x="-1000000" y="-1000000" width="2000000" height="2000000" fill="${colors('canvas')}"/>`;
  return drawn.replace(/^<svg[^>]*>/, (start) => start + ground);
}

/** Base64 of the picture as PNG. */
async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(pngScale, pngLimit / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL('image/png');
  return url.slice(url.indexOf(',') + 1);
}
