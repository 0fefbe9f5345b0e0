/** Completes what starts with a sign: "/" for commands, "@" for people. */

import { el } from "./dom.js";

/** `sources` maps a sign to a function giving [{text, detail}]; the result is what a composer takes. */
export function suggestions(sources) {
  return (input, form, changed) => {
    const box = el("div", { class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
    form.prepend(box);
    let offered = [];
    let marked = 0;

    const take = (choice) => {
      const start = wordBefore(input).start;
      input.setRangeText(`${choice.text} `, start, input.selectionStart, "end");
      changed();
      hide();
      input.focus();
    };
    const hide = () => { offered = []; box.hidden = true; };
    const draw = () => {
      box.hidden = offered.length === 0;
      box.replaceChildren(...offered.map((choice, index) => el("button", { type: "button", role: "option", tabindex: "-1",
        "aria-selected": String(index === marked), onmousedown: (event) => event.preventDefault(), onclick: () => take(choice) },
      el("span", {}, choice.text), choice.detail && el("small", {}, choice.detail))));
    };
    input.addEventListener("input", () => {
      const { word, start } = wordBefore(input);
      const source = word[0] === "/" && start > 0 ? null : sources[word[0]];
      const fits = (choice) => choice.text !== word && choice.text.toLowerCase().startsWith(word.toLowerCase());
      offered = source ? source().filter(fits).slice(0, 8) : [];
      marked = 0;
      draw();
    });
    input.addEventListener("blur", hide);

    return {
      /** Whether the key was for the list. */
      key(event) {
        if (!offered.length) return false;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) marked = (marked + step + offered.length) % offered.length;
        else if (event.key === "Tab" || event.key === "Enter") take(offered[marked]);
        else if (event.key === "Escape") hide();
        else return false;
        event.preventDefault();
        draw();
        return true;
      },
    };
  };
}

function wordBefore(input) {
  const before = input.value.slice(0, input.selectionStart);
  const start = Math.max(before.lastIndexOf(" "), before.lastIndexOf("\n")) + 1;
  return { word: before.slice(start), start };
}
