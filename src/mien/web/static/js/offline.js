// The page for "offline": goes back to what was asked for as soon as there is a network again.
addEventListener("online", () => location.reload());
