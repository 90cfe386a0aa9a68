// The idle lock as the page sees it: tells the server of real keys and touches, warns a minute before, flushes
// and locks at the end. The server keeps its own time; this only makes it visible.
import { flush, tellOthers } from "./exit.js";

const body = document.body;
const limit = Number(body.dataset.lock) * 60_000;
const WARN = Math.min(60_000, limit / 2), TELL = 30_000, SETTLED = 3000, EARLY = 5000;
const SMALL = 15_000; // browsers refuse larger bodies for requests that outlive their page
const dialog = document.getElementById("soon");
let last = Date.now(), told = Date.now();

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export function post(url, form = new FormData()) {
  if (!form.has("csrfmiddlewaretoken")) form.append("csrfmiddlewaretoken", token());
  const size = [...form.values()].reduce((sum, value) => sum + String(value).length, 0);
  return fetch(url, { method: "POST", body: form, headers: { Accept: "application/json" }, keepalive: size < SMALL });
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
  clearInterval(clock);
  const flushed = flush(3000);
  document.documentElement.classList.add("leaving");
  await flushed;
  await post("/lock").catch(() => null);
  tellOthers("/open");
  if (body.dataset.kept === "1" && document.querySelector("kin-desk")?.unsaved) {
    document.documentElement.classList.remove("leaving"); // words that could not be saved wait behind the door
    document.dispatchEvent(new CustomEvent("kin:locked"));
    return;
  }
  location.replace("/open");
}

function watch() {
  if (document.documentElement.classList.contains("leaving")) return;
  const quiet = Date.now() - last;
  if (last > told && quiet > SETTLED) tell(); // the server counts from the same last key
  if (quiet >= limit - EARLY) { lockNow(); return; }
  if (!dialog || quiet < limit - WARN) return;
  const left = Math.max(1, Math.round((limit - EARLY - quiet) / 1000));
  const kept = body.dataset.kept === "1";
  document.getElementById("soon-p").textContent = kept
    ? `This locks in ${left} seconds. What you kept is safe.`
    : `This closes in ${left} seconds. It is not kept yet, so what you wrote would be erased.`;
  if (!dialog.open) dialog.showModal();
}

for (const kind of ["keydown", "pointerdown", "wheel", "touchstart"]) addEventListener(kind, stir, { passive: true });
dialog?.addEventListener("close", () => { last = Date.now(); tell(); });
dialog?.querySelector("[data-stay]")?.addEventListener("click", () => dialog.close());
document.querySelector("[data-lock-now]")?.addEventListener("submit", (event) => { event.preventDefault(); lockNow(); });
document.addEventListener("kin:locked", () => { if (!document.querySelector("kin-desk")) location.replace("/open"); });
const clock = setInterval(watch, 1000);
