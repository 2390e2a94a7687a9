// Taking a list along as text: into the clipboard, or by the share sheet of a phone.
import { text } from "./strings.js";
import { notify } from "./toast.js";

/** Let "Copy" and "Share" beside every list work; the second only where there is a share sheet. */
export function wireTakingAlong() {
  showSharing();
  document.addEventListener("mien:page", showSharing);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-action=copy-list], [data-action=share-list]");
    if (button) take(button);
  });
}

function showSharing() {
  if (!navigator.share) return;
  for (const button of document.querySelectorAll("[data-action=share-list]")) button.hidden = false;
}

async function take(button) {
  const form = button.closest("form.save");
  const items = new FormData(form).getAll("item");
  const query = new URLSearchParams([["format", "txt"], ...items.map((id) => ["item", id])]);
  try {
    const answer = await fetch(`${form.action}?${query}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const words = (await answer.text()).trim();
    if (button.dataset.action === "share-list") {
      await navigator.share({ title: form.dataset.title, text: words });
      return;
    }
    await navigator.clipboard.writeText(words);
    notify(text("save.copied"));
  } catch (error) {
    if (error.name !== "AbortError") notify(text("save.notCopied")); // else: the sheet was closed
  }
}
