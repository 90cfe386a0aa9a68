// The idle lock as the page sees it: tells the server of real keys and touches, warns a minute before, flushes
// and locks at the end. The server keeps its own time; this only makes it visible.
const body = document.body;
const limit = Number(body.dataset.lock) * 60_000;
const WARN = Math.min(60_000, limit / 2), TELL = 30_000;
const dialog = document.getElementById("soon");
let last = Date.now(), told = Date.now();

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export function post(url, form = new FormData()) {
  if (!form.has("csrfmiddlewaretoken")) form.append("csrfmiddlewaretoken", token());
  return fetch(url, { method: "POST", body: form, headers: { Accept: "application/json" }, keepalive: true });
}

function stir(event) {
  if (!event.isTrusted || dialog?.open) return;
  last = Date.now();
  if (last - told > TELL) tell();
}

async function tell() {
  told = Date.now();
  const answer = await post("/alive").catch(() => null);
  if (answer?.status === 401) document.dispatchEvent(new CustomEvent("kin:locked"));
}

async function lockNow() {
  const wait = [];
  document.dispatchEvent(new CustomEvent("kin:flush", { detail: wait }));
  document.documentElement.classList.add("leaving");
  await Promise.race([Promise.allSettled(wait), new Promise((done) => setTimeout(done, 3000))]);
  await post("/lock").catch(() => null);
  location.replace("/open");
}

function watch() {
  if (document.documentElement.classList.contains("leaving")) return;
  const quiet = Date.now() - last;
  if (quiet >= limit) { clearInterval(clock); lockNow(); return; }
  if (!dialog || quiet < limit - WARN) return;
  const left = Math.max(1, Math.round((limit - quiet) / 1000));
  const kept = body.dataset.kept === "1";
  document.getElementById("soon-p").textContent = kept
    ? `This locks in ${left} seconds. What you wrote is kept.`
    : `This closes in ${left} seconds. It is not kept yet, so what you wrote would be erased.`;
  if (!dialog.open) dialog.showModal();
}

for (const kind of ["keydown", "pointerdown", "wheel", "touchstart"]) addEventListener(kind, stir, { passive: true });
dialog?.addEventListener("close", () => { last = Date.now(); tell(); });
dialog?.querySelector("[data-stay]")?.addEventListener("click", () => dialog.close());
document.querySelector("[data-lock-now]")?.addEventListener("submit", (event) => { event.preventDefault(); lockNow(); });
document.addEventListener("kin:locked", () => { if (!document.querySelector("kin-desk")) location.replace("/open"); });
const clock = setInterval(watch, 1000);
