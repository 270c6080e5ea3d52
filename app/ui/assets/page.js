// Opens a cited clause beside the chat. Delegated, because the chat redraws its messages.
(() => {
  const panel = () => document.querySelector("#panel aside");
  let before = null;
  let current = null;
  let shown = "";
  const open = (url) => {
    const aside = panel();
    if (!aside) return;
    before = before || document.activeElement;
    document.body.classList.add("panel-open");
    current = url;
    aside.querySelector(".panel-tab").href = url;
    const frame = aside.querySelector("iframe");
    frame.onload = () => {
      const mark = frame.contentDocument && frame.contentDocument.querySelector("mark");
      if (mark) mark.scrollIntoView({ block: "center" });
    };
    // The same address again, or another hash of it, would not load anew.
    frame.contentWindow.location.replace("about:blank");
    frame.src = url;
    aside.querySelector(".panel-close").focus({ preventScroll: true });
  };
  const close = () => {
    document.body.classList.remove("panel-open");
    if (before && before.isConnected) before.focus({ preventScroll: true });
    before = current = null;
  };
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("#chat a");
    const url = link && new URL(link.href, document.baseURI);
    if (url && url.origin === location.origin && /\/doc\/[^/]+$/.test(url.pathname)) {
      event.preventDefault();
      open(url.href);
    } else if (event.target.closest("#library")) {
      open(new URL(panel().dataset.list, document.baseURI).href);
    } else if (event.target.closest(".panel-close")) {
      close();
    }
  }, true);
  // Gradio labels each message with its source, which a screen reader would read instead of the message.
  new MutationObserver(() => {
    document.querySelectorAll("#chat [data-testid][aria-label]").forEach((one) => one.removeAttribute("aria-label"));
    // The answer begins with what was asked, so the chat stays at its beginning; Gradio would scroll to its end.
    const questions = document.querySelectorAll("#chat .user-row");
    const answer = [...document.querySelectorAll("#chat .answer")].pop();
    const state = `${questions.length} ${answer && answer.className}`;
    if (questions.length && state !== shown) questions[questions.length - 1].scrollIntoView({ block: "start" });
    shown = state;
    for (const kind of panel() ? ["send", "stop"] : []) {
      const button = document.querySelector(kind === "send" ? "#question .submit-button" : "#question .stop-button");
      if (button) button.setAttribute("aria-label", panel().dataset[kind]);
    }
    // Another language makes the panel anew: the document comes back in it.
    if (current && panel() && !panel().querySelector("iframe").src) {
      const url = new URL(current);
      url.searchParams.set("lang", new URL(panel().dataset.list, document.baseURI).searchParams.get("lang"));
      open(url.href);
    }
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("panel-open")) close();
  });
})();
