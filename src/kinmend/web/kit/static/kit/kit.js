// Small pieces used on several pages. Each wraps HTML that works without it.
document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const from = document.querySelector(copy.dataset.copy);
    await navigator.clipboard.writeText(from.value ?? from.textContent);
    say(copy, "Copied");
  }
  const show = event.target.closest("[data-show]");
  if (show) {
    const field = document.getElementById(show.dataset.show);
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    show.setAttribute("aria-label", hidden ? "Hide passphrase" : "Show passphrase");
  }
  const use = event.target.closest("[data-fill]");
  if (use) document.getElementById(use.dataset.fill).value = use.dataset.value;
  if (event.target.closest("[data-print]")) print();
});

// A button pressed twice does its work once; a page that comes back from memory may be pressed again.
document.addEventListener("submit", (event) => setTimeout(() => {
  for (const button of event.target.querySelectorAll("button:not([data-exit])")) button.disabled = !event.defaultPrevented;
}));

// Words in a form that is sent as a whole are sent before a lock or an exit.
document.addEventListener("kin:flush", (event) => {
  for (const form of document.querySelectorAll("form[data-flush]")) {
    if (form.querySelector("textarea").value.trim()) {
      event.detail.push(fetch(location.href, { method: "POST", body: new FormData(form), redirect: "manual" }));
    }
  }
});

document.addEventListener("change", (event) => event.target.closest("[data-submit]")?.form.requestSubmit());

function say(button, word) {
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  label.textContent = word;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { label.textContent = before; }, 2000);
}

// Times as this browser's clock has them, where it differs from the computer that keeps them.
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  const today = at.toDateString() === new Date().toDateString();
  const clock = at.toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" }).toLowerCase();
  const day = at.toLocaleDateString("en-US", { month: "long", day: "numeric" });
  time.textContent = today ? clock : `${day}, ${clock}`;
}
for (const field of document.querySelectorAll("input[name=zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
