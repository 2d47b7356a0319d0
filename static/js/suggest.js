// Suggestions while somebody types: a combobox with a list (WAI-ARIA 1.2).
const PAUSE = 150;
const MIN_LENGTH = 2;

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

function make(tag, attributes, ...inside) {
  const node = document.createElement(tag);
  set(node, attributes);
  node.append(...inside);
  return node;
}

class Suggestions {
  constructor(input) {
    const id = `${input.id}-suggesties`;
    this.input = input;
    this.list = make("ul", { id, class: "suggestions", role: "listbox", "aria-label": input.labels[0].textContent });
    this.status = make("p", { class: "visually-hidden", "aria-live": "polite" });
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id });
    input.after(this.list, this.status);
    this.close();
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  wait() {
    this.stop();
    this.choose(null);
    this.timer = setTimeout(() => this.load(), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  async load() {
    const q = this.input.value.trim();
    if (q.length < MIN_LENGTH) return this.show();
    const { signal } = (this.request = new AbortController());
    try {
      const address = new URL(this.input.dataset.suggest, location);
      address.searchParams.set("q", q);
      const response = await fetch(address, { signal });
      const { suggesties, melding } = await response.json();
      this.show(suggesties, melding);
    } catch {
      if (!signal.aborted) this.show();
    }
  }

  show(suggestions = [], message = "") {
    this.list.replaceChildren(...suggestions.map((suggestion, number) => this.option(suggestion, number)));
    this.choose(null);
    this.open(suggestions.length > 0);
    this.status.textContent = message;
  }

  option({ naam, titel, soort, adres }, number) {
    const id = `${this.list.id}-${number}`;
    const data = { "data-address": adres, "data-title": titel };
    const attributes = { id, class: "suggestions__option", role: "option", "aria-selected": "false", ...data };
    return make("li", attributes, `${naam} `, make("small", {}, soort));
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", isOpen);
  }

  close() {
    this.stop();
    this.choose(null);
    this.open(false);
    this.status.textContent = "";
  }

  choose(option) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  move(step) {
    if (this.list.hidden) return this.load();
    const options = [...this.list.children];
    const at = options.indexOf(this.chosen);
    this.choose(options.at(at < 0 && step < 0 ? -1 : (at + step) % options.length));
  }

  press(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") this.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter" && this.chosen) this.go(this.chosen);
    else if (key === "Escape") {
      if (this.list.hidden) this.input.value = "";
      this.close();
    } else return /^(Home|End|Arrow)/.test(key) && this.choose(null);
    event.preventDefault();
  }

  go(option) {
    if (!option) return;
    this.close();
    if (this.input.dataset.fill === undefined) return location.assign(option.dataset.address);
    this.input.value = option.dataset.title;
    this.input.form.requestSubmit();
  }
}

function field(select) {
  const { id, name, value, className, dataset } = select;
  const attributes = { id, name, value, class: className, type: "text", autocomplete: "off", maxlength: 200 };
  const input = make("input", { ...attributes, "data-suggest": dataset.choose, "data-fill": "" });
  select.replaceWith(make("div", { class: "search-bar__field" }, input));
}

function start() {
  document.querySelectorAll("select[data-choose]").forEach(field);
  for (const input of document.querySelectorAll("[data-suggest]:not([role])")) new Suggestions(input);
}

start();
document.addEventListener("htmx:historyRestore", start);

// What was left empty in a search form is not in its address.
document.addEventListener("formdata", ({ target, formData }) => {
  for (const [name, value] of [...formData]) if (!value && target.method === "get") formData.delete(name);
});
