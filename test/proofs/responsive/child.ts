// The sandbox process, bundled as the app bundles it.
import '../../../src-main/sandbox/child';
