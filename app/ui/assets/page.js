// What Gradio has no part for: the document beside the page, the buttons inside messages, sorting, and names for
// screen readers. Everything is delegated, because Gradio redraws what it shows.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const panel = () => $("#panel aside");

  // ---- the document beside the page
  let before = null;
  let current = null;
  const open = (url) => {
    const aside = panel();
    if (!aside) return;
    before = before || document.activeElement;
    document.body.classList.add("panel-open");
    current = url;
    $(".panel-tab", aside).href = url;
    const frame = $("iframe", aside);
    frame.onload = () => {
      const inner = frame.contentDocument;
      if (!inner || inner.URL === "about:blank") return;
      const mark = $("mark", inner);
      if (mark) mark.scrollIntoView({ block: "center" });
      current = $(".panel-tab", aside).href = inner.URL;
      inner.addEventListener("keydown", (event) => event.key === "Escape" && close());
    };
    // The same address again, or another hash of it, would not load anew.
    frame.contentWindow.location.replace("about:blank");
    frame.src = url;
    $(".panel-close", aside).focus({ preventScroll: true });
  };
  const close = () => {
    document.body.classList.remove("panel-open");
    if (before && before.isConnected) before.focus({ preventScroll: true });
    before = current = null;
  };
  // What others can open: without the page's own parameters, so the address is short and keeps its clause.
  const shared = (url) => {
    const link = new URL(url);
    link.searchParams.delete("lang");
    return link.href;
  };
  const copy = (text, button) => {
    const done = () => {
      const label = button.textContent;
      button.textContent = panel().dataset.copied;
      setTimeout(() => { button.textContent = label; }, 1500);
    };
    const plain = () => {
      const box = document.body.appendChild(document.createElement("textarea"));
      box.value = text;
      box.select();
      document.execCommand("copy");
      box.remove();
      done();
    };
    if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(done, plain);
    else plain();
  };

  // ---- sorting a table by a column; the arrow keys and Enter work because the heads hold buttons
  const sort = (button) => {
    const head = button.closest("th");
    const table = head.closest("table");
    const column = [...head.parentNode.children].indexOf(head);
    const up = head.getAttribute("aria-sort") !== "ascending";
    $$("th[aria-sort]", table).forEach((one) => one.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const value = (row) => row.children[column].dataset.sort ?? row.children[column].textContent.trim();
    const compare = (a, b) => {
      const [x, y] = [value(a), value(b)];
      const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
      return (numbers ? x - y : x.localeCompare(y, "zh")) * (up ? 1 : -1);
    };
    const body = $("tbody", table);
    [...body.rows].sort(compare).forEach((row) => body.append(row));
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const target = event.target;
    const link = target.closest(".gradio-container a");
    const url = link && !link.closest("#panel") && new URL(link.href, document.baseURI);
    if (url && url.origin === location.origin && /\/doc\/[^/]+$/.test(url.pathname)) {
      event.preventDefault();
      open(url.href);
      return;
    }
    const act = target.closest(".act");
    if (act && window.policyqa) {
      const name = [...act.classList].find((one) => one.startsWith("act-"))?.slice(4);
      const id = [...act.classList].find((one) => one.startsWith("id-"))?.slice(3);
      if (name === "helpful") act.classList.add("done");
      window.policyqa({ act: name, id });
      const focus = {
        edit: "#question textarea", correct: "#correction textarea", report: "#feedback input", unhelpful: "#feedback input",
      }[name];
      if (focus) waitFor(focus, (box) => {
        if (box.closest(".sheet")?.contains(document.activeElement)) return; // somebody is quicker
        box.focus();
        box.scrollIntoView({ block: "nearest" });
      });
    } else if (target.closest(".sort")) {
      sort(target.closest(".sort"));
    } else if (target.closest(".panel-close")) {
      close();
    } else if (target.closest(".panel-print")) {
      $("iframe", panel()).contentWindow.print();
    } else if (target.closest(".panel-link")) {
      copy(shared(current), target.closest(".panel-link"));
    }
  }, true);

  const waitFor = (selector, then, tries = 40) => {
    const found = $(selector);
    if (found && found.offsetParent !== null) setTimeout(() => then(found), 60);
    else if (tries) setTimeout(() => waitFor(selector, then, tries - 1), 50);
  };

  // ---- a question sent before the page knows whose it is and in which language waits for that
  let ready = false;
  let waiting = false;
  window.policyqaReady = () => {
    ready = true;
    redraft();
    if (waiting) setTimeout(() => $("#question .submit-button")?.click(), 50);
    waiting = false;
  };
  const early = (event) => {
    const sends = event.type === "click" ? ".submit-button" : event.key === "Enter" && !event.shiftKey && "textarea";
    if (ready || !sends || !event.target.closest?.("#question")?.querySelector(sends)?.contains(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = true;
  };
  for (const kind of ["keydown", "keypress", "click"]) document.addEventListener(kind, early, true);

  // ---- a language chosen while the page still loads is the one that holds, whichever labels come last
  let chosen = "";
  document.addEventListener("input", (event) => {
    if (event.target.closest?.("#language")) chosen = event.target.value;
  }, true);
  window.policyqaChosen = () => chosen || null;

  // ---- Enter that ends the composition of a Chinese word sends nothing. Safari says so only after the fact.
  let composed = 0;
  document.addEventListener("compositionend", (event) => { composed = event.timeStamp; }, true);
  for (const kind of ["keydown", "keypress"]) {
    document.addEventListener(kind, (event) => {
      const justNow = event.timeStamp - composed < 60 && composed > 0;
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229 || justNow)) {
        event.stopImmediatePropagation();
        if (justNow) event.preventDefault();
      }
    }, true);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("panel-open")) close();
  });

  window.policyqaResults = () => {
    const found = $("#benefits h2, #benefits .empty");
    if (!found) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "start", behavior: "smooth" });
  };

  // ---- the conversation that this tab shows, so that a reload shows it again; without storage it begins anew
  window.policyqaHere = (id) => {
    try {
      if (id === undefined) return sessionStorage.getItem("policyqa-here") || "";
      sessionStorage.setItem("policyqa-here", id);
    } catch {
      return "";
    }
  };

  // ---- a file made of what a handler gave, for the reader's own machine
  window.policyqaSave = (name, text) => {
    const link = document.body.appendChild(document.createElement("a"));
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
  };

  // ---- the box: a question goes out of it when it stands in the chat, and what was typed after it stays. So nothing
  // is lost where the server cannot be reached, or where somebody types on.
  const typed = (text) => {
    const box = $("#question textarea");
    if (!box || box.value === text) return;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const untype = (question) => {
    const box = $("#question textarea");
    if (!box) return;
    let at = 0;
    for (const char of question) {
      if (!char.trim()) continue;
      while (at < box.value.length && !box.value[at].trim()) at++;
      if (!box.value.startsWith(char, at)) return;
      at += char.length;
    }
    typed(box.value.slice(at).trimStart());
  };
  addEventListener("pagehide", () => {
    try { sessionStorage.setItem("policyqa-draft", $("#question textarea")?.value || ""); } catch { /* no storage */ }
  });
  const redraft = () => {
    try {
      const box = $("#question textarea");
      if (box && !box.value) typed(sessionStorage.getItem("policyqa-draft") || "");
    } catch { /* no storage */ }
  };

  // ---- what Gradio leaves unnamed
  let shown = "";
  let taken = "";
  let pending = false;
  const label = (selector, name) => $$(selector).forEach((one) => {
    if (one.getAttribute("aria-label") !== name) one.setAttribute("aria-label", name);
  });
  const tidy = () => {
    // Gradio labels each message with its source, which a screen reader would read instead of the message.
    $$("#chat [data-testid][aria-label]").forEach((one) => one.removeAttribute("aria-label"));
    $$("#chat table.cells td[title]").forEach((one) => { one.dataset.label = one.title; one.removeAttribute("title"); });
    // Gradio calls its examples a list, and they are buttons.
    $$("#chat .examples[role=list]").forEach((one) => one.setAttribute("role", "group"));
    // The answer begins with what was asked, so the chat stays at its beginning; Gradio would scroll to its end.
    const questions = $$("#chat .user-row");
    const answer = $$("#chat .answer").pop();
    const state = `${questions.length} ${answer && answer.className}`;
    if (questions.length && state !== shown) questions[questions.length - 1].scrollIntoView({ block: "start" });
    shown = state;
    const asked = questions.length ? `${questions.length} ${questions[questions.length - 1].textContent}` : "";
    const pends = Boolean(answer?.classList.contains("pending"));
    // One that is asked anew as it was shows by its answer alone.
    if (asked && (asked !== taken || (pends && !pending))) untype(questions[questions.length - 1].textContent);
    [taken, pending] = [asked, pends];
    const data = panel()?.dataset;
    if (!data) return;
    label("#question .submit-button", data.send);
    label("#question .stop-button", data.stop);
    const box = $("#question textarea");
    if (box && !box.enterKeyHint) box.enterKeyHint = "send";
    // Gradio says this in English alone.
    $$("[class*=toast] *").filter((one) => !one.children.length && /^Connection to the server was lost/.test(one.textContent.trim()))
      .forEach((one) => { one.textContent = data.lost; });
    if (document.documentElement.lang !== data.htmlLang) document.documentElement.lang = data.htmlLang;
    if (document.title !== data.title) document.title = data.title;
    // Another language makes the panel anew: the document comes back in it.
    if (current && !$("iframe", panel()).src) {
      const url = new URL(current);
      url.searchParams.set("lang", data.lang);
      open(url.href);
    }
  };
  new MutationObserver(tidy).observe(document, { childList: true, subtree: true });
})();
