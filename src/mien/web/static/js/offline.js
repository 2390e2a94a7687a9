// The page for "offline": goes back to what was asked for as soon as Mien answers again.
const EVERY = 3000;

// Under its own address there is nothing to go back to.
if (location.pathname !== "/offline") {
  addEventListener("online", tryAgain);
  setInterval(tryAgain, EVERY);
}

async function tryAgain() {
  if (document.visibilityState === "hidden") return;
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}
