import { payloads, probe, type Payload } from './payload';

// Ways that only pages have: the network, files, storage, other windows and processes. A page of ours
// takes these names away, so the code gets them back from a fresh frame first.

const prelude = `
const page = globalThis.window;
const doc = page?.document;
const frame = doc?.createElement('iframe');
if (frame) doc.documentElement.append(frame);
const W = frame?.contentWindow ?? globalThis;
const D = W.document ?? doc;
const add = (tag, values, on = doc) => { const e = Object.assign(on.createElement(tag), values); on.documentElement.append(e); return e };
const settle = (promise) => Promise.race([Promise.resolve(promise).then((value) => value, (error) => 'refused: ' + error), sleep(400)]);
`;

const network = [
  'return String(await settle(W.fetch("$URL/fetch").then(() => "ESCAPED")))',
  'return String(await settle(W.fetch("$URL/no-cors", { mode: "no-cors" }).then(() => "ESCAPED")))',
  'return String(await settle(W.fetch("$URL/keepalive", { method: "POST", body: "x", keepalive: true }).then(() => "ESCAPED")))',
  'return String(await settle(W.fetch("file://$FILE").then((r) => r.text()).then((t) => "ESCAPED " + t)))',
  'return String(await settle(W.fetch("app://stepwell/index.html").then((r) => r.text()).then((t) => "ESCAPED " + t)))',
  'return String(await settle(W.fetch("app-sbx://run-x/").then((r) => r.text()).then((t) => "ESCAPED " + t)))',
  'return String(await settle(W.fetch("chrome://version").then((r) => r.text()).then((t) => "ESCAPED " + t)))',
  'return String(await settle(W.fetch("devtools://devtools/bundled/inspector.html").then((t) => "ESCAPED " + t)))',
  'return String(await settle(W.fetchLater("$URL/later", { activateAfter: 0 })))',
  'const x = new W.XMLHttpRequest(); x.open("GET", "$URL/xhr"); x.send(); await sleep(200); return x.responseText ? "ESCAPED" : 1',
  'const x = new W.XMLHttpRequest(); x.open("GET", "$URL/sync", false); x.send(); return "ESCAPED"',
  'const x = new W.XMLHttpRequest(); x.open("GET", "file://$FILE", false); x.send(); return "ESCAPED " + x.responseText',
  'const s = new W.WebSocket("$WS/socket"); await sleep(200); return s.readyState === 1 ? "ESCAPED" : 1',
  'const s = new W.WebSocketStream("$WS/stream"); return String(await settle(s.opened.then(() => "ESCAPED")))',
  'new W.EventSource("$URL/events"); await sleep(200); return 1',
  'const t = new W.WebTransport("https://127.0.0.1:1/"); return String(await settle(t.ready.then(() => "ESCAPED")))',
  'W.navigator.sendBeacon("$URL/beacon", "x"); await sleep(200); return 1',
  'new W.Image().src = "$URL/image.png"; await sleep(200); return 1',
  'new W.Audio("$URL/sound.mp3").play().catch(() => 0); await sleep(200); return 1',
  'add("img", { src: "$URL/img", srcset: "$URL/set 2x" }); await sleep(200); return 1',
  'add("script", { src: "$URL/script.js" }); await sleep(200); return 1',
  'add("script", { src: "$URL/module.js", type: "module" }); await sleep(200); return 1',
  'add("script", { textContent: "window.ran = 1" }); return page.ran ? "ESCAPED inline script" : 1',
  'add("link", { rel: "stylesheet", href: "$URL/style.css" }); await sleep(200); return 1',
  'add("link", { rel: "prefetch", href: "$URL/prefetch" }); await sleep(200); return 1',
  'add("link", { rel: "preload", as: "script", href: "$URL/preload" }); await sleep(200); return 1',
  'add("link", { rel: "modulepreload", href: "$URL/modulepreload" }); await sleep(200); return 1',
  'add("link", { rel: "preconnect", href: "$URL" }); await sleep(300); return 1',
  'add("link", { rel: "preconnect", href: "$URL", crossOrigin: "anonymous" }); await sleep(300); return 1',
  'add("link", { rel: "dns-prefetch", href: "//leak.invalid" }); await sleep(200); return 1',
  'add("link", { rel: "icon", href: "$URL/favicon.ico" }); await sleep(200); return 1',
  'add("link", { rel: "manifest", href: "$URL/manifest.json" }); await sleep(200); return 1',
  'add("style", { textContent: "@import url($URL/import.css); html { background: url($URL/bg.png) } @font-face { font-family: x; src: url($URL/font.woff) }" }); await sleep(200); return 1',
  'const s = new W.CSSStyleSheet(); s.replaceSync("html { background: url($URL/sheet.png) }"); doc.adoptedStyleSheets = [s]; await sleep(200); return 1',
  'await settle(new W.FontFace("x", "url($URL/face.woff)").load()); return 1',
  'add("video", { src: "$URL/video.mp4", poster: "$URL/poster.png", autoplay: true }); await sleep(200); return 1',
  'add("audio", { src: "$URL/audio.mp3", autoplay: true }); await sleep(200); return 1',
  'add("object", { data: "$URL/object" }); add("embed", { src: "$URL/embed" }); await sleep(200); return 1',
  'add("iframe", { src: "$URL/frame" }); await sleep(300); return 1',
  'add("iframe", { src: "file://$FILE" }); await sleep(300); return 1',
  'const f = add("iframe", { srcdoc: "<img src=$URL/srcdoc><script>parent.ran = 1</script>" }); await sleep(300); return page.ran ? "ESCAPED" : 1',
  'add("iframe", { src: "data:text/html,<img src=$URL/data>" }); await sleep(300); return 1',
  'add("iframe", { src: "javascript:fetch(\\"$URL/javascript\\")" }); await sleep(300); return 1',
  'add("iframe", { src: W.URL.createObjectURL(new W.Blob(["<img src=$URL/blob>"], { type: "text/html" })) }); await sleep(300); return 1',
  'const f = add("form", { action: "$URL/form", method: "POST" }); f.submit(); await sleep(300); return 1',
  'const f = add("form", { action: "$URL/blank", target: "_blank" }); f.submit(); await sleep(300); return 1',
  'add("a", { href: "$URL/ping", ping: "$URL/ping" }).click(); await sleep(300); return 1',
  'add("a", { href: "$URL/download", download: "x" }).click(); await sleep(300); return 1',
  'add("meta", { httpEquiv: "refresh", content: "0;url=$URL/refresh" }); await sleep(400); return 1',
  'add("base", { href: "$URL/" }); add("img", { src: "base.png" }); await sleep(200); return 1',
  'const x = new W.DOMParser().parseFromString("<?xml-stylesheet href=\\"$URL/x.xsl\\"?><a/>", "text/xml"); await sleep(200); return x ? 1 : 0',
  'doc.documentElement.innerHTML = "<svg><image href=\\"$URL/svg\\"/><use href=\\"$URL/use#a\\"/></svg><img src=x onerror=\\"globalThis.ran=1\\">"; await sleep(200); return page.ran ? "ESCAPED inline handler" : 1',
  'doc.write("<script>globalThis.ran = 1<" + "/script><img src=$URL/write>"); await sleep(200); return page.ran ? "ESCAPED inline script" : 1',
  'page.reportError?.(1); new W.ReportingObserver(() => 0).observe(); new W.Report; await sleep(100); return 1',
  'const s = add("script", { type: "speculationrules", textContent: JSON.stringify({ prefetch: [{ source: "list", urls: ["$URL/spec"] }], prerender: [{ source: "list", urls: ["$URL/pre"] }] }) }); await sleep(300); return s ? 1 : 0',
];

const rtc = [
  'const c = new W.RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:$UDP" }] }); c.createDataChannel("x"); await c.setLocalDescription(await c.createOffer()); await sleep(500); return c.localDescription?.sdp.includes("srflx") ? "ESCAPED" : 1',
  'const c = new W.RTCPeerConnection({ iceServers: [{ urls: "turn:127.0.0.1:$UDP?transport=udp", username: "x", credential: "x" }], iceTransportPolicy: "relay" }); c.createDataChannel("x"); await c.setLocalDescription(); await sleep(500); return 1',
  'const c = new W.RTCPeerConnection(); c.createDataChannel("x"); const seen = []; c.onicecandidate = (event) => seen.push(event.candidate?.address); await c.setLocalDescription(); await sleep(400); return seen.some((x) => /^\\d+\\.|:/.test(x ?? "")) ? "ESCAPED " + seen : 1',
];

const windows = [
  'const w = page.open("$URL/open"); await sleep(200); return w ? "ESCAPED window" : 1',
  'const w = page.open("about:blank"); return w ? "ESCAPED window" : 1',
  'const w = page.open("app://stepwell/index.html", "x", "nodeIntegration=yes,contextIsolation=no"); return w ? "ESCAPED window" : 1',
  'page.location = "$URL/location"; await sleep(300); return 1',
  'page.location.href = "file://$FILE"; await sleep(300); return 1',
  'page.location.assign("app://stepwell/index.html"); await sleep(300); return page.bridge ? "ESCAPED bridge" : 1',
  'page.location.replace("data:text/html,<script>fetch(\\"$URL/dataloc\\")</script>"); await sleep(300); return 1',
  'page.location = "javascript:fetch(\\"$URL/jsloc\\")"; await sleep(300); return 1',
  'page.location.reload(); await sleep(500); return 1',
  'page.location.hash = "x"; page.history.pushState({}, "", "?x"); return 1',
  'page.location = "mailto:x@invalid"; await sleep(200); return 1',
  'page.location = "app-sbx://run-00000000-0000-0000-0000-000000000000/"; await sleep(300); return 1',
  'page.top.location = "$URL/top"; await sleep(300); return 1',
  'W.location = "$URL/frame-location"; await sleep(300); return 1',
  'return page.opener || (page.parent ?? page) !== page || page.top !== page ? "ESCAPED" : 1',
  'page.close(); page.stop(); page.print?.(); return 1',
  'return [page.alert?.("x"), page.confirm?.("x"), page.prompt?.("x")].some(Boolean) ? "ESCAPED dialog" : 1',
  'page.moveTo(0, 0); page.resizeTo(1, 1); page.focus(); await settle(doc.documentElement.requestFullscreen()); return doc.fullscreenElement ? "ESCAPED" : 1',
  'return page.bridge || page.electron || page.ipcRenderer || page.process || page.require ? "ESCAPED" : 1',
  'return W.bridge || W.electron || W.process || W.require ? "ESCAPED" : 1',
  `const F = W.Function ?? Function; return F(${JSON.stringify(`return ${probe}`)})()`,
  `const F = W.eval ?? eval; return F(${JSON.stringify(probe)})`,
  `const found = []; for (const name of Object.getOwnPropertyNames(W)) { try { const F = W[name]?.constructor?.constructor; if (F) found.push(F(${JSON.stringify(`return ${probe}`)})()) } catch {} } return found.filter(Boolean)`,
];

const workers = [
  'new W.Worker("data:text/javascript,fetch(\\"$URL/dataworker\\")"); await sleep(300); return 1',
  'new W.Worker(W.URL.createObjectURL(new W.Blob(["fetch(\\"$URL/blobworker\\")"]))); await sleep(300); return 1',
  'new W.Worker("app-sbx://run-x/worker.js", { type: "module" }); await sleep(300); return 1',
  'new W.SharedWorker("data:text/javascript,fetch(\\"$URL/shared\\")"); await sleep(300); return 1',
  'return String(await settle(W.navigator.serviceWorker.register("/sw.js").then(() => "ESCAPED")))',
  'return String(await settle(W.audioWorklet?.addModule("$URL/worklet.js")))',
  'return String(await settle(new W.AudioContext().audioWorklet.addModule("$URL/audio.js").then(() => "ESCAPED")))',
  'return String(await settle(W.CSS.paintWorklet.addModule("$URL/paint.js").then(() => "ESCAPED")))',
  'const m = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return WebAssembly.Module.imports(m).length',
  'return String(await settle(WebAssembly.compileStreaming(W.fetch("$URL/x.wasm")).then(() => "ESCAPED")))',
  'const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }); return memory.buffer instanceof ArrayBuffer',
  'new SharedArrayBuffer(8); return 1',
];

const storage = [
  'W.localStorage.setItem("polluted", "yes"); return 1',
  'W.sessionStorage.setItem("polluted", "yes"); return 1',
  'D.cookie = "polluted=yes; SameSite=None; Secure"; return D.cookie.includes("polluted") ? "ESCAPED cookie" : 1',
  'return String(await settle(new Promise((resolve, reject) => { const r = W.indexedDB.open("polluted"); r.onsuccess = () => resolve("ESCAPED"); r.onerror = () => reject(r.error) })))',
  'return String(await settle(W.caches.open("polluted").then(() => "ESCAPED")))',
  'return String(await settle(W.cookieStore.set("polluted", "yes").then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.storage.getDirectory().then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.locks.request("polluted", () => "ESCAPED")))',
  'return String(await settle(W.showOpenFilePicker().then(() => "ESCAPED")))',
  'return String(await settle(W.showSaveFilePicker().then(() => "ESCAPED")))',
  'W.webkitRequestFileSystem(0, 1, () => { globalThis.fs = 1 }); await sleep(200); return globalThis.fs ? "ESCAPED" : 1',
  'const c = new W.BroadcastChannel("polluted"); c.onmessage = () => { globalThis.heard = 1 }; c.postMessage("x"); await sleep(100); return globalThis.heard ? "ESCAPED" : 1',
  'page.name = "polluted"; return 1',
  'add("input", { type: "file" }).click(); await sleep(100); return 1',
];

const permissions = [
  ...[
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'clipboard-read',
    'local-fonts',
  ].map(
    (name) =>
      `const p = await settle(W.navigator.permissions.query({ name: ${JSON.stringify(name)} })); return p?.state === 'granted' ? 'ESCAPED permission' : 1`,
  ),
  'return String(await settle(W.navigator.clipboard.readText().then((t) => "ESCAPED " + t)))',
  'return String(await settle(W.navigator.clipboard.writeText("x").then(() => "ESCAPED")))',
  'add("textarea", { value: "x" }).select(); return doc.execCommand("copy") ? "ESCAPED clipboard" : 1',
  'return doc.execCommand("paste") ? "ESCAPED clipboard" : 1',
  'return String(await settle(W.navigator.mediaDevices.getUserMedia({ audio: true }).then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.usb.requestDevice({ filters: [] }).then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.serial.requestPort().then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.hid.requestDevice({ filters: [] }).then((d) => d.length ? "ESCAPED" : 1)))',
  'return String(await settle(W.navigator.bluetooth.requestDevice({ acceptAllDevices: true }).then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.credentials.get({ password: true }).then((c) => c ? "ESCAPED" : 1)))',
  'return String(await settle(W.queryLocalFonts().then(() => "ESCAPED")))',
  'return String(await settle(new W.Notification("x").onshow ?? 1))',
  'return String(await settle(new W.PaymentRequest([{ supportedMethods: "x" }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }).show().then(() => "ESCAPED")))',
  'return String(await settle(W.navigator.registerProtocolHandler("web+x", "$URL/%s")))',
  'return String(await settle(W.navigator.gpu?.requestAdapter().then((a) => a ? "ESCAPED gpu" : 1)))',
  'return String(await settle(W.navigator.share({ url: "$URL" }).then(() => "ESCAPED")))',
];

const all = [
  ...payloads('network', network),
  ...payloads('rtc', rtc),
  ...payloads('window', windows),
  ...payloads('worker', workers),
  ...payloads('storage', storage),
  ...payloads('permission', permissions),
];

export const webPayloads: readonly Payload[] = all.map(({ name, code }) => ({
  name,
  code: prelude + code,
  timeLimit: 4_000,
}));
