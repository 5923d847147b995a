// Puts a button beside each field that holds a text to copy.

const SHOWN_FOR_MS = 2500;

export function addCopyButtons() {
  for (const field of document.querySelectorAll("textarea[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${field.labels[0].textContent}`);
    button.addEventListener("click", () => copy(field));
    field.previousElementSibling.append(button);
  }
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    say("Copied.");
  } catch {
    field.focus();
    field.select();
    say("Selected. Press Ctrl+C (or ⌘C) to copy.");
  }
}

function say(message) {
  const toast = document.getElementById("toast");
  toast.textContent = message;
  setTimeout(() => { toast.textContent = ""; }, SHOWN_FOR_MS);
}
