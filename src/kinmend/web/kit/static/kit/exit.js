// Leaving in a hurry: the button, the second link, or Shift three times within five seconds.
// Order: blank the page, save what is unsaved (at most half a second), lock on the server, replace the address.
const WINDOW = 5000, PATIENCE = 500;
const others = new BroadcastChannel("notes");
let presses = 0, timer;

document.documentElement.classList.add("js");

function blank() {
  document.documentElement.classList.add("leaving");
  document.title = "Notes";
}

// Asks the page's parts to save what is unsaved; settles when they have, or after `patience` milliseconds.
export function flush(patience) {
  const wait = [];
  document.dispatchEvent(new CustomEvent("kin:flush", { detail: wait }));
  return Promise.race([Promise.allSettled(wait), new Promise((done) => setTimeout(done, patience))]);
}

// Blanks this page, gives unsaved words a moment to be saved, and goes to `where`.
async function vanish(where) {
  const flushed = flush(PATIENCE);
  blank();
  document.body.replaceChildren();
  await flushed;
  location.replace(where);
}

function leave(event) {
  event?.preventDefault();
  tellOthers("/measures");
  vanish("/leave");
}

// Other tabs of this app go when one of them leaves or locks.
export function tellOthers(where) { others.postMessage(where); }
others.addEventListener("message", (event) => ["/measures", "/open"].includes(event.data) && document.body.dataset.lock && vanish(event.data));

function dots() {
  for (const place of document.querySelectorAll(".exit-dots")) {
    place.replaceChildren(...(presses ? [1, 2, 3] : []).map((n) => {
      const dot = document.createElement("i");
      dot.classList.toggle("on", n <= presses);
      return dot;
    }));
  }
}

function forget() { presses = 0; dots(); }

document.addEventListener("click", (event) => event.target.closest("[data-exit]") && leave(event));
document.addEventListener("keydown", (event) => event.key !== "Shift" && forget());
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") return;
  clearTimeout(timer);
  timer = setTimeout(forget, WINDOW);
  presses += 1;
  dots();
  if (presses === 3) leave();
});

// Back must not bring a page back from memory: hide it as it goes, load it anew if it returns.
addEventListener("pagehide", blank);
addEventListener("pageshow", (event) => event.persisted && location.reload());
