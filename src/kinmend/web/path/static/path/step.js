// Keeps what is written on a step by itself, and runs its clock when asked. Without this file the buttons do the same.
const form = document.querySelector("[data-step]");
const said = form?.querySelector("[data-said]");
const seen = form?.querySelector("[name=seen]");
const keeps = ["text", "letter", "two-columns", "list", "plan", "choice", "slider", "date"];
let timer = 0, last = "", busy = false, leaving = false, dirty = false;

const body = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));

async function keep() {
  const now = body();
  const words = [...now].filter(([name]) => name !== "seen" && name !== "csrfmiddlewaretoken").toString();
  if (busy || leaving || words === last) return;
  busy = true;
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body: now, headers: { Accept: "application/json" } });
    if (answer.status === 401) location.reload();
    const told = await answer.json();
    if (answer.ok && told.kept) { seen.value = told.seen; last = words; dirty = false; }
    const where = document.body.dataset.kept ? `Kept on this ${document.body.dataset.place}` : "Here until you leave";
    said.textContent = answer.ok && told.kept ? `${where}, a moment ago.` : told.said || "Not kept yet. The buttons below keep it too.";
  } catch {
    said.textContent = "Not kept yet. The words are still on this page, and the next try comes by itself.";
    timer = setTimeout(keep, 5000);
  } finally { busy = false; }
}

if (form && keeps.includes(form.dataset.kind)) {
  const soon = () => { dirty = true; clearTimeout(timer); timer = setTimeout(keep, 400); };
  form.addEventListener("input", soon);
  const typedBefore = [...form.querySelectorAll("textarea, input:not([type=radio], [type=checkbox], [type=hidden])")];
  if (typedBefore.some((field) => field.value !== field.defaultValue)) soon();
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  addEventListener("pagehide", () => { if (dirty && !leaving) navigator.sendBeacon(form.dataset.keep, body()); });
}

const clock = form?.querySelector("[data-timer]");
clock?.querySelector("[data-start]").addEventListener("click", ({ currentTarget: button }) => {
  const shown = clock.querySelector("[data-left]");
  const ends = Date.now() + 1000 * Number(clock.dataset.timer);
  button.hidden = true;
  const tick = setInterval(() => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    shown.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "That was it.";
    if (!left) { clearInterval(tick); button.hidden = false; }
  }, 250);
});
