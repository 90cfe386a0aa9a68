// <kin-desk>: autosave, marks that never drift from the words, suggestions with a way back.
// It never sends anything but to this computer, and never says "kept" before the server has said so.
import { post } from "../kit/lock.js";

const PAUSE_READ = 300, PAUSE_SAVE = 900, LONGEST_UNSAVED = 2000, RETRY = [1000, 2000, 4000, 8000, 15000];

const left = () => document.documentElement.classList.contains("leaving");

class Desk extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("#draft");
    this.form = this.querySelector("#desk-form");
    this.state = this.querySelector("#saved");
    this.revision = Number(this.dataset.revision);
    this.who = this.form.elements.who.value;
    this.saved = this.field.defaultValue; // words typed before this script ran are not saved yet
    this.shown = this.mirrored();
    this.replaced = [];
    this.kept = new Set();
    this.tries = 0;
    this.classList.toggle("no-marks", this.dataset.marks !== "1");
    this.field.addEventListener("input", () => this.typed());
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("submit", (event) => event.target.matches("[data-wrong]") && this.wrong(event));
    this.addEventListener("htmx:afterSettle", () => this.read());
    this.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 401 && this.relock());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    for (const form of this.querySelectorAll("form[data-needs-save]")) form.addEventListener("submit", (e) => this.first(e, () => form.submit()));
    for (const link of this.querySelectorAll("a[data-needs-save]")) link.addEventListener("click", (e) => this.first(e, () => { location.href = link.href; }));
    this.querySelector(".relock form").addEventListener("submit", (event) => { event.preventDefault(); this.unlock(event.target); });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.save());
    document.addEventListener("kin:flush", (event) => this.unsaved && event.detail.push(this.save()));
    document.addEventListener("kin:locked", () => this.unsaved ? this.relock() : location.replace("/open"));
    addEventListener("beforeunload", (event) => this.unsaved && !this.leaving && !left() && event.preventDefault());
    addEventListener("resize", () => this.grow());
    this.field.focus({ preventScroll: true });
    this.unsaved ? this.typed() : this.grow();
  }

  get unsaved() { return this.field.value !== this.saved; }

  // ---- Saving ----------------------------------------------------------------------------------
  typed() {
    this.grow();
    this.follow();
    this.count();
    this.tell("Not saved yet");
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.form.hasAttribute("hx-post") && this.form.dispatchEvent(new Event("kin:read")), PAUSE_READ);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.save(), PAUSE_SAVE);
    this.latest ??= setTimeout(() => this.save(), LONGEST_UNSAVED);
  }

  save() {
    clearTimeout(this.soon); clearTimeout(this.latest); this.latest = undefined;
    if (this.saving) return this.saving.then(() => this.unsaved ? this.save() : undefined);
    if (!this.unsaved) { if (this.revision) this.tell(this.words(), true); return Promise.resolve(); }
    this.saving = this.carry().finally(() => { this.saving = undefined; });
    return this.saving;
  }

  async carry() {
    const text = this.field.value;
    // The same save keeps its id when it is tried again, so that a lost answer makes no second revision.
    if (this.pending?.text !== text) this.pending = { text, id: crypto.randomUUID().replaceAll("-", "") };
    this.tell("Saving");
    let answer = await this.send().catch(() => null);
    if (answer?.status === 403) { await this.freshToken(); answer = await this.send().catch(() => null); }
    if (answer?.status === 401) return this.relock();
    const said = await answer?.json().catch(() => null);
    if (!answer?.ok || !said?.id) return this.again(said?.error);
    this.tries = 0; this.revision = said.revision; this.saved = text; this.pending = undefined;
    this.dataset.save = `/n/${said.id}/save`;
    history.replaceState(null, "", `/n/${said.id}`);
    this.point(said.id);
    this.tell(said.beside ? "Kept beside another version" : this.words(), !this.unsaved);
    if (said.beside) this.bothKept();
    if (said.care) this.care(said.id);
    if (this.unsaved) this.soon = setTimeout(() => this.save(), PAUSE_SAVE);
  }

  send() {
    const form = new FormData(this.form);
    form.set("text", this.pending.text); form.set("revision", this.revision); form.set("save", this.pending.id);
    return post(this.dataset.save, form);
  }

  // What was written is kept; only then, and once, the calm card. "Later" leaves it folded, with its first line.
  async care(id) {
    const place = this.querySelector("#care");
    if (this.cared || place.firstElementChild) return;
    this.cared = true;
    const answer = await fetch(`/n/${id}/care`).catch(() => null);
    if (answer?.status === 200) place.innerHTML = await answer.text(); // our own page, every word escaped by the server
  }

  async wrong(event) {
    event.preventDefault();
    const answer = await post(event.target.action, new FormData(event.target)).catch(() => null);
    if (answer?.ok) this.form.dispatchEvent(new Event("kin:read"));
  }

  again(reason) {
    this.tell(reason ?? "Not saved. Trying again. Please leave this page open");
    if (!reason) this.soon = setTimeout(() => this.save(), RETRY[Math.min(this.tries++, RETRY.length - 1)]);
  }

  words() {
    const clock = new Date().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" }).toLowerCase();
    return document.body.dataset.kept === "1" ? `Kept on this ${document.body.dataset.place}, ${clock}` : `Here until you leave, ${clock}`;
  }

  tell(words, done = false) {
    if (this.state.textContent.trim() === words) return;
    const tick = document.createElement("span");
    tick.textContent = words;
    this.state.replaceChildren(tick);
    this.state.classList.toggle("wrong", words.startsWith("Not saved."));
    this.state.dataset.done = done ? "1" : "";
  }

  // Links and forms of this page follow the draft when a second version gets an id of its own.
  point(id) {
    const move = (url) => url.replace(/\/n\/[0-9a-f]{32}/, `/n/${id}`);
    for (const link of this.querySelectorAll("a[data-needs-save]")) link.setAttribute("href", move(link.getAttribute("href")));
    for (const form of this.querySelectorAll("form[data-needs-save], #desk-form")) form.setAttribute("action", move(form.getAttribute("action")));
  }

  bothKept() {
    if (this.querySelector("[data-both]")) return;
    const note = document.createElement("div");
    note.className = "callout"; note.dataset.both = "1"; note.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = "This was also being written somewhere else. Both versions are kept; you go on in yours. ";
    const link = document.createElement("a");
    link.href = "/n/"; link.textContent = "See both";
    text.append(link); note.append(text); this.prepend(note);
  }

  async first(event, then) {
    if (!this.unsaved && this.revision) { this.leaving = true; return; }
    event.preventDefault();
    if (!this.revision && !this.field.value) { this.field.focus(); return; }
    await this.save();
    if (!this.unsaved) { this.leaving = true; then(); }
  }

  // ---- Locked while writing: the words stay in this page's memory, out of sight ------------------
  relock() {
    if (document.body.dataset.kept !== "1") { this.leaving = true; location.replace("/open"); return; }
    this.querySelector(".desk-grid").hidden = true;
    const door = this.querySelector(".relock");
    door.hidden = false;
    door.querySelector("input[type=password]").focus();
  }

  async unlock(form) {
    await this.freshToken();
    const answer = await post(form.action, new FormData(form)).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (!answer?.ok) {
      form.querySelector(".hint").textContent = said?.error || "That didn’t open it. Your words are still here.";
      return;
    }
    if (said?.who !== this.who) { this.leaving = true; location.replace("/n/"); return; } // somebody else's notes
    form.reset();
    form.closest(".relock").hidden = true;
    this.querySelector(".desk-grid").hidden = false;
    this.field.focus();
    await this.save();
  }

  // A lock in another tab took the form token along; the neutral page hands out a new one.
  async freshToken() {
    const page = await fetch("/open").then((answer) => answer.text()).catch(() => "");
    const token = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value;
    for (const input of token ? document.querySelectorAll("[name=csrfmiddlewaretoken]") : []) input.value = token;
  }

  // ---- Marks -----------------------------------------------------------------------------------
  get mirror() { return this.querySelector("#mirror"); }

  // While the person types, marks outside the change stay with their words and marks inside it vanish.
  follow() {
    const before = this.shown, after = this.field.value;
    let head = 0, tail = 0;
    while (head < before.length && head < after.length && before[head] === after[head]) head++;
    while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
    const changed = { start: head, end: before.length - tail }, by = after.length - before.length;
    const marks = this.marks().filter((m) => m.end <= changed.start || m.start >= changed.end)
      .map((m) => m.start >= changed.end ? { ...m, start: m.start + by, end: m.end + by } : m);
    this.draw(after, marks);
    this.shown = after;
  }

  marks() {
    const found = []; let at = 0;
    for (const node of this.mirror.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE && node.classList.contains("mk-n")) { found.push({ start: at, end: at, node }); continue; }
      const end = at + node.textContent.length;
      if (node.nodeType === Node.ELEMENT_NODE) found.push({ start: at, end, node });
      at = end;
    }
    return found;
  }

  draw(text, marks) {
    const parts = []; let at = 0;
    for (const mark of marks) {
      if (mark.start > at) parts.push(document.createTextNode(text.slice(at, mark.start)));
      if (mark.end > mark.start) mark.node.textContent = text.slice(mark.start, mark.end);
      parts.push(mark.node);
      at = Math.max(at, mark.end);
    }
    parts.push(document.createTextNode(text.slice(at)));
    this.mirror.replaceChildren(...parts);
  }

  // A new reading has come: forget the notes that were answered with "Keep mine".
  read() {
    this.shown = this.mirrored();
    if (this.shown !== this.field.value) this.follow();
    for (const note of this.querySelectorAll("[data-note]")) {
      if (this.kept.has(note.dataset.quote)) this.dismiss(note);
    }
    this.grow();
  }

  // The mirror's text without the numbers that stand in it.
  mirrored() {
    const copy = this.mirror.cloneNode(true);
    for (const number of copy.querySelectorAll(".mk-n")) number.remove();
    return copy.textContent;
  }

  dismiss(note) {
    for (const mark of this.mirror.querySelectorAll(`[data-n="${note.dataset.note}"]`)) {
      mark.classList.contains("mk-n") ? mark.remove() : mark.replaceWith(mark.textContent);
    }
    this.mirror.normalize();
    note.remove();
  }

  clicked(event) {
    const note = event.target.closest("[data-note]");
    if (event.target.closest("[data-use]")) this.use(note);
    if (event.target.closest("[data-another]")) this.another(note);
    if (event.target.closest("[data-keep]")) { this.kept.add(note.dataset.quote); this.dismiss(note); this.field.focus(); }
    if (event.target.closest("[data-undo]")) this.undo();
    if (event.target.closest("[data-care-close]")) event.target.closest("[data-care]").remove();
    if (event.target.closest("[data-care-later]")) event.target.closest("[data-care]").open = false;
    if (event.target.closest("[data-marks-button]")) this.toggle(event.target.closest("button"));
  }

  use(note) {
    const way = [...note.querySelectorAll("[data-way]")].find((p) => !p.hidden).textContent;
    const spans = this.marks().filter((m) => m.node.dataset.n === note.dataset.note && m.end > m.start);
    if (!spans.length) return;
    const start = spans[0].start, end = spans.at(-1).end;
    const quote = this.field.value.slice(start, end);
    const words = /[.!?…]$/.test(quote.trim()) ? way : way.replace(/\.$/, "");
    this.replaced.push({ start, words, quote });
    this.replace(start, end, words);
    this.querySelector("#undo").hidden = false;
    this.field.focus();
  }

  // execCommand keeps the browser's own undo working; where it is gone, the button below still is.
  replace(start, end, words) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
    if (!document.execCommand?.("insertText", false, words)) {
      this.field.setRangeText(words, start, end, "end");
      this.field.dispatchEvent(new Event("input"));
    }
  }

  // Only the words that were put in are taken out again; what was written since stays.
  undo() {
    const last = this.replaced.pop();
    if (!last) return;
    const here = this.field.value.startsWith(last.words, last.start) ? last.start : this.field.value.indexOf(last.words);
    if (here >= 0) this.replace(here, here + last.words.length, last.quote);
    this.querySelector("#undo").hidden = !this.replaced.length;
  }

  another(note) {
    const ways = [...note.querySelectorAll("[data-way]")];
    const now = ways.findIndex((p) => !p.hidden);
    ways[now].hidden = true;
    ways[(now + 1) % ways.length].hidden = false;
  }

  async toggle(button) {
    const hide = this.classList.toggle("no-marks");
    button.textContent = hide ? "Show marks" : "Hide marks";
    button.setAttribute("aria-pressed", String(hide));
    const form = new FormData();
    form.append("marks", hide ? "0" : "1");
    await post("/s/marks", form).catch(() => null);
  }

  // ---- Size --------------------------------------------------------------------------------------
  count() {
    const n = this.field.value.trim() ? this.field.value.trim().split(/\s+/).length : 0;
    this.querySelector("#count").textContent = `${n} word${n === 1 ? "" : "s"}`;
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}

customElements.define("kin-desk", Desk);
